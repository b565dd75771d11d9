// Git branch: the name of the branch for a first commit.
export const branch = "main";

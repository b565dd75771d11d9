// Branch of a first commit.
export const branch = "main";

// Draws the page from the description of the API. `tryItOutEnabled` makes every form ready to send.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", tryItOutEnabled: true, persistAuthorization: true });

// Swagger UI is dark when the page says so by this class. It follows the system, also when that changes.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

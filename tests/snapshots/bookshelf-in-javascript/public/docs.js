// Documentation page: rendered from /openapi.json. `tryItOutEnabled` makes every form ready to send.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", tryItOutEnabled: true, persistAuthorization: true });

// Swagger UI uses its dark theme if the page has this class. It follows the system, also when that changes.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

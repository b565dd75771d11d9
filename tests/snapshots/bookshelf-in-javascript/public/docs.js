// Draws the page from the description of the API. `tryItOutEnabled` makes every form ready to send.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", tryItOutEnabled: true, persistAuthorization: true });

// Asks before a page is left with a <form data-confirm-leaving> changed and not sent.
for (const form of document.querySelectorAll("form[data-confirm-leaving]")) {
  const ask = (event) => event.preventDefault();
  form.addEventListener("input", () => addEventListener("beforeunload", ask), { once: true });
  form.addEventListener("submit", () => removeEventListener("beforeunload", ask));
}

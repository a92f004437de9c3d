// Keeps what is typed in <form data-draft="key"> until the tab is closed, so that nothing typed is lost.
// data-restored says it was put back; data-offer is the button that puts back a text that was sent already.
const stored = (key) => JSON.parse(sessionStorage.getItem(key) ?? "{}");

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const fields = [...form.querySelectorAll("textarea[name], input[type=text][name]")];
  const draft = stored(key);
  const missing = fields.filter((field) => !field.value && draft.values?.[field.name]);
  const putBack = () => {
    for (const field of missing) {
      field.value = draft.values[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  if (missing.length) {
    const note = document.createElement("p");
    note.className = "draft-offer";
    note.setAttribute("role", "status");
    if (draft.sent) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = form.dataset.offer;
      button.addEventListener("click", () => { putBack(); note.remove(); });
      note.append(button);
    } else {
      putBack();
      note.textContent = form.dataset.restored;
    }
    form.prepend(note);
  }
  const keep = (sent) => {
    const values = Object.fromEntries(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    sessionStorage.setItem(key, JSON.stringify({ values, sent }));
  };
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
}

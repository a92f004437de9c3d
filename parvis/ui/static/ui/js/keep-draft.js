// Keeps what is typed in <form data-draft="key"> until the tab is closed, so that nothing typed is lost.
// data-restored says it was put back; data-offer is the button that puts back a text that was sent already.
// A field that is not there when its words are put back is asked for: "draft:field", with its name.
const stored = (key) => JSON.parse(sessionStorage.getItem(key) ?? "{}");
const typed = "textarea[name], input[type=text][name]";

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const draft = stored(key);
  const named = (name) => form.querySelector(`:is(${typed})[name="${CSS.escape(name)}"]`);
  const untouched = (field) => !field || field.value === field.defaultValue;
  const missing = Object.entries(draft.values ?? {}).filter(
    ([name, value]) => value !== (named(name)?.value ?? "") && untouched(named(name))
  );
  const putBack = () => {
    for (const [name, value] of missing) {
      if (!named(name)) form.dispatchEvent(new CustomEvent("draft:field", { detail: name }));
      const field = named(name);
      if (!field) continue;
      field.value = value;
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
    const known = stored(key).values ?? {};
    const changed = [...form.querySelectorAll(typed)].filter(
      (field) => field.name in known || field.value !== field.defaultValue
    );
    const values = Object.fromEntries(changed.map((field) => [field.name, field.value]));
    sessionStorage.setItem(key, JSON.stringify({ values, sent }));
  };
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
}

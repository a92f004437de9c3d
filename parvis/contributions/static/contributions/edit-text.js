// The paragraphs of a text, edited in place: one is put, removed or put back as it was without leaving the page.
// Names: p2 is the second paragraph of the text, p2-1 the first put after it. The server knows the same buttons.
class EditText extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=change]");
      if (!button) return;
      event.preventDefault();
      const [verb, name] = button.value.split(" ");
      this[verb](name);
      this.dispatchEvent(new Event("input", { bubbles: true }));
    });
    this.addEventListener("input", (event) => this.show(event.target.closest(".wording-line")));
    const form = this.closest("form");
    form.addEventListener("draft:field", (event) => this.named(event.detail));
    form.addEventListener("htmx:afterSwap", () => this.tell());
    for (const trouble of ["htmx:sendError", "htmx:responseError"]) form.addEventListener(trouble, () => this.told(false));
    for (const line of this.lines()) this.show(line);
    this.querySelector(`textarea[id="${CSS.escape(location.hash.slice(1))}"]`)?.focus();
  }

  lines() { return [...this.querySelectorAll(".wording-line:has(.tools)")]; }
  line(name) { return this.querySelector(`textarea[name="${name}"]`)?.closest(".wording-line"); }

  after(name) {
    const [number, after] = place(name);
    const later = this.lines().filter((line) => isAfter(place(nameOf(line)), number, after)).reverse();
    for (const line of later) rename(line, number, place(nameOf(line))[1] + 1);
    this.put(number, after + 1).querySelector("textarea").focus();
  }

  empty(name) {
    const line = this.line(name);
    if (place(name)[1]) {
      (line.previousElementSibling.querySelector("textarea") ?? this.querySelector("textarea")).focus();
      line.remove();
    } else {
      line.querySelector("textarea").value = "";
      this.show(line);
      line.querySelector("[value^=restore]").focus();
    }
  }

  restore(name) {
    const line = this.line(name);
    line.querySelector("textarea").value = was(line);
    line.querySelector("textarea").focus();
    this.show(line);
  }

  // The line of this name, put where it belongs when it is not there.
  named(name) {
    if (/^p\d+-\d+$/.test(name) && !this.line(name)) this.put(...place(name));
  }

  put(number, after) {
    const line = this.querySelector("template").content.firstElementChild.cloneNode(true);
    rename(line, number, after);
    const before = this.lines().filter((one) => !isAfter([number, after], ...place(nameOf(one)), true)).at(0);
    (before ?? this.querySelector("[name=more]").closest(".wording-line")).before(line);
    return line;
  }

  // What can be put back, and the height of the field where the style sheet cannot follow its words.
  show(line) {
    const field = line?.querySelector("textarea"), back = line?.querySelector("[value^=restore]");
    if (back) back.hidden = field.value === was(line);
    if (field && !CSS.supports("field-sizing", "content")) {
      field.style.blockSize = "auto";
      field.style.blockSize = `${field.scrollHeight + 4}px`;
    }
  }

  // What changed, under the paragraph it changed in.
  tell() {
    const amendment = document.getElementById("amendment");
    for (const under of this.querySelectorAll(".compared")) {
      const { name } = under.closest(".wording-line").querySelector("textarea");
      under.replaceChildren(...(amendment.querySelector(`[data-of="${name}"]`)?.childNodes ?? []));
    }
    this.told(true);
  }

  told(done) { document.getElementById("not-told").hidden = done; }
}

const place = (name) => { const [number, after] = name.slice(1).split("-"); return [Number(number), Number(after ?? 0)]; };
const was = (line) => line.querySelector("[data-was]")?.textContent ?? "";  // of one the text has no more: nothing
const nameOf = (line) => line.querySelector("textarea").name;
const isAfter = ([number, after], ofNumber, ofAfter, anywhere) =>
  number === ofNumber ? after > ofAfter : Boolean(anywhere) && number > ofNumber;

function rename(line, number, after) {
  const name = `p${number}-${after}`, field = line.querySelector("textarea");
  field.name = field.id = line.querySelector("label").htmlFor = name;
  for (const button of line.querySelectorAll("button")) button.value = `${button.value.split(" ")[0]} ${name}`;
}

customElements.define("edit-text", EditText);

// <number-keys>: inside it, the keys 1 to 4 choose an answer of the group in hand and move to the next group.
class NumberKeys extends HTMLElement {
  connectedCallback() {
    const groups = [...this.querySelectorAll("fieldset")];
    this.addEventListener("keydown", (event) => {
      const choice = event.target.closest("fieldset")?.querySelectorAll("input[type=radio]")[event.key - 1];
      if (!choice || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      choice.click();
      const next = groups[groups.indexOf(event.target.closest("fieldset")) + 1];
      (next?.querySelector("input") ?? choice).focus();
    });
  }
}
customElements.define("number-keys", NumberKeys);

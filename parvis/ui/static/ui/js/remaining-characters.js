// Says how much of the allowed length is left. The server checks the length again.
class RemainingCharacters extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.getAttribute("for"));
    const max = Number(this.dataset.max);
    if (!field || !max) return;
    field.removeAttribute("maxlength"); // a paste is never cut in silence
    const show = () => {
      const left = max - field.value.replaceAll("\r\n", "\n").length;
      this.textContent = (left < 0 ? this.dataset.over : this.dataset.left).replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
      this.classList.toggle("over", left < 0);
      this.hidden = left > Math.max(200, max / 2);
    };
    field.addEventListener("input", show);
    show();
  }
}
customElements.define("remaining-characters", RemainingCharacters);

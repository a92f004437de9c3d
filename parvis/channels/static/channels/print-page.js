// <print-page> holds a button that opens the print dialogue; it stays hidden where scripts do not run.
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => window.print());
  }
}
customElements.define("print-page", PrintPage);

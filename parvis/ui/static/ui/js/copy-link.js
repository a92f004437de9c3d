// Copies the value of a field and says so.
class CopyLink extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", async () => {
      const field = document.getElementById(this.getAttribute("for"));
      field.select();
      await navigator.clipboard.writeText(field.value);
      this.querySelector("[role=status]").textContent = this.dataset.done;
    });
  }
}
customElements.define("copy-link", CopyLink);

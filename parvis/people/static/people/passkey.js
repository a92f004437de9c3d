// The ceremony of a passkey: the button asks the device, and the form sends what the device answered.
const form = document.querySelector("[data-passkey]");
const options = JSON.parse(document.getElementById("passkey-options").textContent);

async function credential() {
  return form.dataset.passkey === "add"
    ? webauthnJSON.create(options.creation_options)
    : webauthnJSON.get(options.request_options);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await credential());
    form.submit();
  } catch {
    failed.hidden = false;
    failed.setAttribute("role", "alert");
  }
});

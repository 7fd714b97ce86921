"use strict";
// Forms: shows the options of another type at once, and the next runs of a trigger while typing.
(() => {
  const form = document.querySelector("form[data-runs]");
  if (!form) return;
  const show = document.getElementById("show-type");
  document.querySelectorAll(".nojs").forEach((button) => { button.hidden = true; });
  form.querySelector("[name=type]")?.addEventListener("change", () => form.requestSubmit(show));
  const trigger = form.querySelector("[name=trigger]");
  const name = form.querySelector("[name=name]"); // of a new check; intervals depend on it
  const runs = document.getElementById("runs");
  if (!trigger || !runs) return;
  let waiting = 0;
  let asked = 0;
  const update = async () => {
    const mine = ++asked;
    const query = new URLSearchParams({ text: trigger.value, check: name?.value ?? form.dataset.check });
    const answer = await fetch(form.dataset.runs + "?" + query, { headers: { Accept: "text/html" } });
    if (answer.redirected) {
      runs.textContent = "You have been logged out. Log in on another page, then continue here.";
    } else if (answer.ok && mine === asked) {
      runs.innerHTML = await answer.text();
    }
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => update().catch(() => {}), 300);
  };
  trigger.addEventListener("input", soon);
  name?.addEventListener("input", soon);
})();

// Pages also work without this script. It keeps them up to date, searches while the user types, and
// asks for confirmation before actions that can't be undone.
"use strict";
(() => {
  const SOON = 300, PAUSE = 1500, SELDOM = 60000;
  const live = () => document.querySelectorAll("[data-live]");
  document.documentElement.classList.add("js");

  // Updates an element to match a new one, and leaves equal parts alone, for focus and scrolling.
  function become(old, now) {
    if (old.isEqualNode(now)) return;
    const alike = old.nodeName === now.nodeName && old.childNodes.length === now.childNodes.length;
    if (!alike || old.nodeType !== Node.ELEMENT_NODE) {
      if (old.hasAttribute?.("data-live")) old.replaceChildren(...now.childNodes);
      else old.replaceWith(now);
      return;
    }
    for (const { name } of [...old.attributes])
      if (!now.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of now.attributes)
      if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
    const fresh = [...now.childNodes]; // copied: nodes leave the list as they move into the page
    [...old.childNodes].forEach((child, i) => become(child, fresh[i]));
  }

  function show(page) {
    const focus = document.activeElement?.getAttribute("href");
    setClock(page.body);
    document.title = page.title;
    for (const part of live()) {
      const now = page.getElementById(part.id);
      if (now) become(part, now);
    }
    goOn();
    if (focus && document.activeElement === document.body)
      [...document.querySelectorAll("main a")].find((a) => a.getAttribute("href") === focus)?.focus();
    const icon = document.querySelector("link[rel=icon]");
    icon.href = icon.href.split("?")[0] + "?" + Date.now();
  }

  // Updates relative times by the site's clock, in the words of the server (TimeFormat).
  const MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  function span(seconds) {
    const count = (unit) => Math.floor(seconds / unit);
    if (seconds < MINUTE) return seconds + " s";
    if (seconds < HOUR) return count(MINUTE) + " min";
    if (seconds >= 2 * DAY) return count(DAY) + " days";
    const minutes = seconds < DAY ? count(MINUTE) % 60 : 0;
    return count(HOUR) + " h" + (minutes ? " " + minutes + " min" : "");
  }
  const words = {
    near: (past) => "(" + (past ? (past > 0 ? span(past) + " ago" : "in " + span(-past)) : "now") + ")",
    next: (past) => past < 0 ? span(-past) : "now",
    since: (past) => span(Math.abs(past)),
  };

  let ahead = 0;
  function setClock(body) {
    if (body.dataset.now) ahead = Date.parse(body.dataset.now) - Date.now();
  }

  function goOn() {
    if (document.hidden) return;
    for (const time of document.querySelectorAll("time.near, .checks time")) {
      const past = Math.trunc((Date.now() + ahead - Date.parse(time.dateTime)) / 1000);
      const isNext = time.parentNode.cellIndex === 6; // the column on the dashboard
      const text = words[time.className || (isNext ? "next" : "since")](past);
      if (time.textContent !== text) time.textContent = text;
    }
  }

  setClock(document.body);
  setInterval(goOn, 1000);
  document.addEventListener("visibilitychange", goOn);

  let asked = 0, timer = 0, last = 0;
  async function refresh() {
    timer = 0;
    last = Date.now();
    const mine = ++asked;
    let text;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.redirected || answer.status === 401 || answer.status === 404) return location.reload();
      if (!answer.ok) return;
      text = await answer.text();
    } catch {
      return; // the server is down; the event stream says when it is back
    }
    if (mine === asked) show(new DOMParser().parseFromString(text, "text/html"));
  }

  function refreshSoon() {
    if (timer || document.hidden) return;
    timer = setTimeout(refresh, Math.max(SOON, last + PAUSE - Date.now()));
  }

  if (live().length) {
    const check = document.querySelector("[data-check]")?.dataset.check;
    const events = new EventSource(
      document.body.dataset.base + "/events" + (check ? "?check=" + encodeURIComponent(check) : ""));
    events.onopen = () => {
      document.body.classList.remove("offline");
      refreshSoon(); // for changes since the page was made
    };
    events.onerror = () => document.body.classList.add("offline");
    events.addEventListener("change", refreshSoon);
    document.addEventListener("visibilitychange", refreshSoon);
    setInterval(refreshSoon, SELDOM);
  }

  for (const form of document.querySelectorAll("[data-search]")) {
    let typing = 0;
    form.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        history.replaceState(null, "", "?" + new URLSearchParams(new FormData(form)));
        refresh();
      }, 200);
    });
  }

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector("[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  });

  // Shows the full time in the site's time zone and format when the pointer is over a time.
  function whole(time) {
    const zone = document.body.dataset.zone || "UTC";
    const at = new Date(time.dateTime);
    try {
      return at.toLocaleString("sv", { timeZone: zone }) + " " + zone;
    } catch {
      return at.toISOString(); // the browser doesn't know this time zone
    }
  }

  document.addEventListener("mouseover", (event) => {
    const time = event.target.closest?.("time[datetime]");
    if (time && !time.title) time.title = whole(time);
  });
})();

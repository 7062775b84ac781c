// @ts-check
// Keeps the grades on the page up to date, and says aloud what is new.

/** @typedef {{cell: string, score: string, percent: string, at: string, time: string, note: string}} Grade */

const PAUSE_MILLIS = 1000;
const script = document.querySelector("script[data-source]");
const source = script?.getAttribute("data-source") ?? "";

/** @param {string} name @param {string} className @param {string} text */
function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {Element} place @param {Grade | undefined} grade */
function show(place, grade) {
  place.setAttribute("data-score", grade?.score ?? "");
  place.setAttribute("data-note", grade?.note ?? "");
  const note = grade?.note ? [" ", element("span", "note", grade.note)] : [];
  if (!grade?.score) {
    place.replaceChildren(element("span", "none", "No grade yet"), ...note);
    return;
  }
  const time = document.createElement("time");
  time.dateTime = grade.at;
  time.textContent = grade.time;
  place.replaceChildren(element("b", "", grade.percent), " ", time, ...note);
  place.setAttribute("data-at", grade.at);
}

/** @param {Element} place @param {Grade} grade */
function announce(place, grade) {
  place.classList.remove("new");
  requestAnimationFrame(() => place.classList.add("new"));
  const news = document.querySelector("#news");
  const student = place.closest("tr")?.querySelector("th [dir]")?.textContent;
  if (news && student) {
    news.textContent = `${student}: ${grade.percent} ${grade.note}`.trim();
  }
}

/** @param {Grade[]} grades */
function update(grades) {
  const byCell = new Map(grades.map((grade) => [grade.cell, grade]));
  for (const place of document.querySelectorAll("[data-grade]")) {
    const grade = byCell.get(place.getAttribute("data-grade") ?? "");
    const shown = place.querySelector("time")?.dateTime ?? "";
    const same =
      shown === (grade?.at ?? "") &&
      place.getAttribute("data-score") === (grade?.score ?? "") &&
      place.getAttribute("data-note") === (grade?.note ?? "");
    if (same) {
      continue;
    }
    show(place, grade);
    if (grade) {
      announce(place, grade);
    }
  }
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(source, { cache: "no-store" });
      if (answer.ok) {
        update(await answer.json());
      }
    } catch {
      // The LMS is being restarted: the next look will tell.
    }
  }
  setTimeout(look, PAUSE_MILLIS);
}

look();

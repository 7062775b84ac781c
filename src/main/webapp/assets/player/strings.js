// @ts-check

/** Every text of the player, in one place so that another language is another file. */
const TEXTS = {
  "status.opening": "Opening the exam…",
  "status.saved": "All answers saved",
  "status.saving": "Saving…",
  "status.waiting": "Not saved yet - keep this page open, it is tried again",
  "status.offline": "Offline - keep working, nothing is lost",
  "status.offlineMemory": "Offline - keep this window open, answers are held in it",
  "status.unsaved": "Not saved for {minutes} minutes - keep this page open and tell the invigilator",
  "status.memory": "Saved, but this browser cannot keep a copy - do not close it while offline",
  "status.refused": "A part of your work could not be stored - tell the invigilator ({code})",
  "status.taken": "Opened in another window - this one is closed",
  "status.takenWaiting": "Opened in another window - sending what this one still holds…",
  "status.late": "Arrived after the end - kept, and marked as late",
  "status.finishing": "Sending your last answers…",
  "status.received": "Everything received",
  "status.elsewhere": "Answers of another window or device are missing - connect it, or tell the invigilator",
  "status.stopped": "This window is no longer connected",
  "status.review": "Review - nothing you do here is recorded",

  "time.left": "{time} left",
  "time.minutes": "{minutes} min",
  "time.hours": "{hours} h {minutes} min",
  "time.seconds": "{seconds} s",
  "time.warning": "{minutes} minutes left",
  "time.warningOne": "1 minute left",
  "time.over": "Time is up",
  "time.changed": "Your time has changed: {time} left now",
  "time.more": "You have {minutes} more minutes",
  "time.moreOne": "You have 1 more minute",
  "time.takenBack": "Your extra time has been taken back",
  "time.unlimited": "There is no time limit for you any more",
  "time.hide": "Hide time",
  "time.show": "Show time",

  "contents.label": "Contents",
  "contents.toggle": "Contents: {done} of {size} done",
  "contents.fresh": "Not begun",
  "contents.begun": "Begun",
  "contents.completed": "Completed",
  "contents.passed": "Passed",
  "contents.failed": "Not passed",
  "contents.seen": "Seen",
  "contents.previous": "Previous",
  "contents.next": "Next",
  "contents.finish": "Finish and hand in",
  "contents.hint": "Possible once each part is completed. What you did is stored in any case.",

  "notice.invigilator": "From the invigilator: {text}",
  "notice.trial": "This is a test run: it is not counted, and no grade is sent.",
  "notice.dismiss": "Close this message",

  "action.back": "Exam front page",
  "action.receipt": "Your receipt",
  "action.again": "Try again",
  "action.previous": "Go back",

  "frame.title": "Exam: {title}",

  "cover.opening.title": "Opening the exam…",
  "cover.opening.text": "This takes a few seconds. What this device still holds from an earlier visit is sent first.",
  "cover.refused.title": "The exam cannot be opened from here",
  "cover.unreachable.title": "The server cannot be reached",
  "cover.unreachable.text":
    "Check the network connection. The exam opens by itself as soon as the server answers; answers given earlier are safe.",
  "cover.network.title": "The server cannot be reached",
  "cover.network.text": "Check the network connection, go back, and press Start or Continue again. Answers given earlier are safe.",
  "cover.fragment.title": "Open the exam from its front page",
  "cover.fragment.text": "This page is opened by Start or Continue on the exam's front page in your course.",
  "cover.reloaded.title": "Going back to the exam's front page…",
  "cover.reloaded.text": "Press Continue there. Your answers are safe.",
  "cover.taken.title": "The exam is open in another window",
  "cover.taken.text": "Work goes on in the window or on the device where it was opened last. To go on here instead, go to the front page and press Continue.",
  "cover.ended.finished": "The exam has been handed in",
  "cover.ended.due": "The due date has passed",
  "cover.ended.time": "Time is up",
  "cover.ended.closed": "The exam has closed",
  "cover.ended.instructor": "The exam was ended by the instructor",
  "cover.ended.text": "What you answered until then counts. Keep this page open until it says that everything was received.",
  "cover.reopened.title": "You have been given more time",
  "cover.reopened.text": "Go to the front page and press Continue. Answers that arrived after the end are marked as late.",
  "cover.finished.text": "Keep this page open until it says that everything was received.",
  "cover.received.text": "Everything was received. You can close this page.",
  "cover.elsewhere.text": "What was done in this window was received. Some answers from another window or device were not: if the exam is still open there, connect that device to the network and wait. Otherwise tell the invigilator (code E23).",
  "cover.token.title": "This window's permission has ended",
  "cover.token.text": "Go to the front page and press Continue. Answers that were not sent yet are kept on this device and are sent then.",
  "cover.protocol.title": "This player and the server do not understand each other",
  "cover.protocol.text": "Go to the front page and press Continue. If it happens again, tell the invigilator (code P1).",

  "trouble.notStarted.title": "The exam has not started",
  "trouble.notStarted.text": "Press “Try again”. If it still does not start, this network may block something the exam loads from elsewhere, such as its formula display: try another network or browser, or tell the invigilator (code E20).",
  "trouble.cannotResume.title": "The exam could not be continued",
  "trouble.cannotResume.text": "This exam package has a fault that keeps it from going on where you stopped. Your answers are stored. Tell the invigilator (code E21), who can give you a new attempt.",
  "trouble.failed.title": "The exam has stopped",
  "trouble.failed.text": "The exam itself reports a fault. Your answers are stored. Press “Try again” to go on; if that does not help, tell the invigilator (code E22).",
};

/** @typedef {keyof typeof TEXTS} TextKey */

/**
 * @param {TextKey} key
 * @param {Record<string, string|number>} [values]  for the words in braces
 */
export function text(key, values = {}) {
  return TEXTS[key].replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

// @ts-check
/** Tells the LMS that it may close the frame or window that we were registered in (DR-05). */

const lms = window.opener ?? (window.parent === window ? null : window.parent);
// Any LMS may have opened us; the message holds nothing that anybody must not know.
lms?.postMessage({ subject: "org.imsglobal.lti.close" }, "*");

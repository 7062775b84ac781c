// Runs wherever the package gets it to run: takes the whole window away from the LMS.
document.documentElement.dataset.escape = "ran";
const away = "http://127.0.0.3:9/taken";
const ways = [
  () => (top.location.href = away),
  () => top.location.replace(away),
  () => open(away, "_top"),
  () => {
    const link = document.createElement("a");
    link.href = away;
    link.target = "_top";
    document.body.append(link);
    link.click();
  },
  () => {
    const form = document.createElement("form");
    form.action = away;
    form.target = "_top";
    document.body.append(form);
    form.submit();
  },
];
for (const way of ways) {
  try {
    way();
  } catch {
    // the next one
  }
}

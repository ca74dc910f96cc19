// The forms of targets: enters a cluster that is clicked on, and shows names that are there twice.
(function () {
  function chunk(element) {
    return element.closest(".repeated-chunk");
  }

  document.addEventListener("click", (event) => {
    const choice = event.target.closest(".ecs-target-cluster");
    if (!choice) {
      return;
    }
    const field = chunk(choice).querySelector(".ecs-target-cluster-name");
    field.value = choice.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });

  function showDuplicates() {
    const names = [...document.querySelectorAll(".ecs-target-name")];
    const seen = new Map();
    for (const field of names) {
      const name = field.value.trim().toLowerCase();
      seen.set(name, (seen.get(name) || 0) + 1);
    }
    for (const field of names) {
      const name = field.value.trim().toLowerCase();
      const message = chunk(field).querySelector(".ecs-target-duplicate");
      message.classList.toggle("jenkins-hidden", name === "" || seen.get(name) < 2);
    }
  }

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.classList.contains("ecs-target-name")) {
        showDuplicates();
      }
    });
  }
})();

/* Shows what matches while somebody types. Without it, the same form is sent by its button. */
Behaviour.specify("form[data-ecs-filter]", "ecs-filter", 0, function (form) {
  if (form.dataset.ecsReady) {
    return;
  }
  form.dataset.ecsReady = "true";
  const WAIT = 200;
  const FIELDS = ["q", "target", "outcome"];
  let timer = null;
  let asked = 0;

  function show() {
    const number = ++asked;
    // Not what Jenkins adds to each form.
    const fields = Array.from(form.elements).filter((field) => FIELDS.includes(field.name) && field.value);
    const query = new URLSearchParams(fields.map((field) => [field.name, field.value])).toString();
    const address = window.location.pathname + "?" + query;
    fetch(address, { headers: { Accept: "text/html" } })
      .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
      .then((text) => {
        const found = new DOMParser().parseFromString(text, "text/html").getElementById(form.dataset.ecsFilter);
        const shown = document.getElementById(form.dataset.ecsFilter);
        if (number === asked && found && shown) {
          shown.replaceWith(document.adoptNode(found));
          window.history.replaceState(null, "", address);
          Behaviour.applySubtree(document.getElementById(form.dataset.ecsFilter), true);
        }
      })
      .catch(() => {
        // The button is there.
      });
  }

  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(show, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(timer);
    show();
  });
});

/* Narrows the dropdown of builds while somebody types. Without it the dropdown is whole and works the same. */
Behaviour.specify(".ecs-deploy-upstream-build", "ecs-deploy-upstream-build", 0, function (parameter) {
  const search = parameter.querySelector(".ecs-deploy-upstream-build__search");
  if (!search || !search.hidden) {
    return;
  }
  const ROWS = 8;
  const input = search.querySelector("input");
  const select = parameter.querySelector("select");
  const count = parameter.querySelector(".ecs-deploy-upstream-build__count");
  const options = Array.from(select.options);
  const texts = options.map((option) => option.text.toLowerCase());

  function show(shown) {
    select.textContent = "";
    shown.forEach((option) => select.appendChild(option));
  }

  function words() {
    return input.value.toLowerCase().split(/\s+/).filter(Boolean);
  }

  function say(shown) {
    const template = shown === options.length ? count.dataset.all : shown ? count.dataset.some : count.dataset.none;
    count.textContent = template.replace("{0}", shown);
  }

  function filter() {
    const wanted = words();
    const chosen = select.value;
    const shown = options.filter((option, i) => wanted.every((word) => texts[i].includes(word)));
    const kept = shown.length ? shown : options.filter((option) => option.value === chosen);
    show(kept);
    select.value = kept.some((option) => option.value === chosen) ? chosen : kept[0].value;
    // A list that lies open shows what matches; a closed one would show one line of it.
    select.size = wanted.length ? Math.min(ROWS, Math.max(2, kept.length)) : 0;
    parameter.classList.toggle("ecs-deploy-upstream-build--open", wanted.length > 0);
    say(shown.length);
  }

  function close() {
    const chosen = select.value;
    input.value = "";
    show(options);
    select.value = chosen;
    select.size = 0;
    parameter.classList.remove("ecs-deploy-upstream-build--open");
    say(options.length);
    select.focus();
  }

  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (input.value) {
        select.selectedIndex = 0;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        close();
      }
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      select.focus();
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      filter();
    }
  });
  select.addEventListener("keydown", (event) => {
    if (select.size > 0 && (event.key === "Enter" || event.key === "Escape")) {
      event.preventDefault();
      close();
    }
  });
  select.addEventListener("click", (event) => {
    if (select.size > 0 && event.target.tagName === "OPTION") {
      close();
    }
  });

  search.hidden = false;
  say(options.length);
});

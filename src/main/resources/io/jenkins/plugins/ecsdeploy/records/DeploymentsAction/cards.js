/* Keeps the cards of deployments up to date while one of them goes on. Without it, they are as they were when the page came. */
Behaviour.specify("[data-ecs-cards]", "ecs-cards", 0, function (cards) {
  if (cards.dataset.ecsReady) {
    return;
  }
  cards.dataset.ecsReady = "true";
  const EVERY = 5000;

  function goesOn() {
    return cards.querySelector('[data-ecs-open="true"]') !== null;
  }

  function later() {
    if (goesOn()) {
      window.setTimeout(look, EVERY);
    }
  }

  function look() {
    if (document.hidden) {
      later();
      return;
    }
    fetch(cards.dataset.ecsCards)
      .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
      .then((text) => {
        const opened = Array.from(cards.querySelectorAll("details")).map((details) => details.open);
        const found = new DOMParser().parseFromString(text, "text/html").body;
        cards.replaceChildren(...Array.from(found.childNodes, (node) => document.adoptNode(node)));
        cards.querySelectorAll("details").forEach((details, i) => {
          details.open = opened[i] === true;
        });
        later();
      })
      .catch(later);
  }

  later();
});

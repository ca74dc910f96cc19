/* Draws figures over time when somebody looks at them. Without it, or without the library, the table says what there is to say. */
Behaviour.specify("details[data-ecs-charts]", "ecs-charts", 0, function (details) {
  if (details.dataset.ecsReady || !details.dataset.ecsCharts) {
    return;
  }
  details.dataset.ecsReady = "true";

  /* A colour of the theme, as the library understands it. */
  function colour(name) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d");
    context.fillStyle = window.getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    context.fillRect(0, 0, 1, 1);
    const rgb = context.getImageData(0, 0, 1, 1).data;
    return "rgb(" + rgb[0] + "," + rgb[1] + "," + rgb[2] + ")";
  }

  function options(data) {
    const text = colour("--text-color");
    const axis = { axisLabel: { color: text }, nameTextStyle: { color: text }, splitLine: { show: false } };
    const colours = [colour("--green"), colour("--red"), colour("--blue"), colour("--orange")];
    const bars = data.bars.map((series) => ({ name: series.name, type: "bar", stack: "all", data: series.values }));
    const lines = data.lines.map((series) => ({
      name: series.name,
      type: "line",
      yAxisIndex: 1,
      connectNulls: true,
      data: series.values,
    }));
    return {
      animation: false,
      color: colours,
      textStyle: { color: text },
      tooltip: { trigger: "axis" },
      legend: { type: "scroll", top: 0, textStyle: { color: text } },
      grid: { left: 48, right: 48, top: 56, bottom: 32 },
      xAxis: { type: "category", data: data.weeks, axisLabel: { color: text } },
      yAxis: [
        Object.assign({ type: "value", name: data.deployments, minInterval: 1 }, axis, { nameTextStyle: { color: text, align: "left" } }),
        Object.assign({ type: "value", name: data.hours }, axis),
      ],
      series: bars.concat(lines),
    };
  }

  function draw() {
    details.querySelectorAll(".ecs-chart").forEach((figure) => {
      figure.hidden = false;
      const drawing = figure.querySelector("[data-ecs-chart]");
      const chart = window.echarts.init(drawing);
      chart.setOption(options(JSON.parse(drawing.dataset.ecsChart)));
      window.addEventListener("resize", () => chart.resize());
    });
  }

  function load() {
    const script = document.createElement("script");
    script.src = details.dataset.ecsCharts;
    script.addEventListener("load", draw);
    document.head.appendChild(script);
  }

  details.addEventListener("toggle", load, { once: true });
});

/* Mounts each chart from the JSON beside it; a bar that carries a link opens its records. */
(function () {
  "use strict";

  var mounted = [];

  var NARROW = 480;

  /* Twelve months do not fit a phone by name: 1月 becomes 1. */
  function shorten(option, place) {
    if (place.clientWidth < NARROW) {
      option.xAxis.data = option.xAxis.data.map(function (label) { return label.replace(/^(\d+)月$/, "$1"); });
    }
  }

  function start(place) {
    if (place.dataset.mounted !== undefined) {
      return;
    }
    place.dataset.mounted = "";
    var option = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    var size = parseFloat(window.getComputedStyle(document.documentElement).fontSize) / 16;
    option.textStyle = Object.assign({}, option.textStyle, {
      fontFamily: window.getComputedStyle(document.body).fontFamily
    });
    scale(option, size);
    shorten(option, place);
    var chart = window.echarts.init(place, null, { renderer: "svg" });
    chart.setOption(option);
    chart.on("click", function (params) {
      if (params.data && params.data.link) {
        window.location.assign(params.data.link);
      }
    });
    mounted.push(chart);
  }

  /* Sizes in the option are for standard text; large text moves them too. */
  function scale(part, size) {
    Object.keys(part).forEach(function (key) {
      if (key === "fontSize") {
        part[key] = Math.round(part[key] * size);
      } else if (part[key] && typeof part[key] === "object") {
        scale(part[key], size);
      }
    });
  }

  function startAll() {
    document.querySelectorAll("[data-chart]").forEach(start);
  }

  window.addEventListener("resize", function () {
    mounted.forEach(function (chart) { chart.resize(); });
  });
  document.addEventListener("htmx:afterSettle", startAll);
  startAll();
})();

(function () {
  "use strict";
  var root = document.documentElement;
  var data = JSON.parse(document.getElementById("data").textContent);
  var charts = [];
  var view = null;

  function column(c) {
    return c ? c.v.map(function (v) { return v === null ? NaN : v / c.per; }) : null;
  }
  function colour(name) { return getComputedStyle(root).getPropertyValue(name).trim(); }
  function stamp(ms) { return new Date(ms).toISOString().slice(0, 16).replace("T", " ") + " UTC"; }
  function places(size) {
    if (size === 0 || size >= 1000) { return size >= 1000 ? 0 : 2; }
    return size >= 10 ? 2 : Math.min(10, 2 - Math.floor(Math.log10(size)));
  }
  function number(v, digits) {
    var text = Math.abs(v).toFixed(digits).split(".");
    text[0] = text[0].replace(/\B(?=(\d{3})+$)/g, ",");
    return (v < 0 && Number(v.toFixed(digits)) !== 0 ? "\u2212" : "") + text.join(".");
  }

  /* Round steps between two numbers, about as many as fit. */
  function ticks(low, high, most) {
    var raw = (high - low) / Math.max(1, most);
    var power = Math.pow(10, Math.floor(Math.log10(raw)));
    var step = [1, 2, 2.5, 5, 10].map(function (m) { return m * power; }).find(function (s) { return s >= raw; });
    var result = [];
    for (var v = Math.ceil(low / step) * step; v <= high + step * 1e-9; v += step) { result.push(v); }
    return { at: result, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (step / power === 2.5 ? 1 : 0)) };
  }
  function timeTicks(from, to, most) {
    var hour = 3600e3, day = 24 * hour, span = to - from, result = [];
    var steps = [60e3, 300e3, 900e3, hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day];
    var step = steps.find(function (s) { return span / s <= most; });
    if (step) {
      for (var t = Math.ceil(from / step) * step; t <= to; t += step) { result.push(t); }
      return { at: result, text: function (ms) {
        var iso = new Date(ms).toISOString();
        return step < day && ms % day !== 0 ? iso.slice(11, 16) : iso.slice(5, 10);
      } };
    }
    var months = [1, 2, 3, 6, 12, 24, 60, 120].find(function (m) { return span / (m * 30.4 * day) <= most; }) || 240;
    var first = new Date(from);
    var month = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1;
    for (month += (months - month % months) % months; ; month += months) {
      var at = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (at > to) { break; }
      result.push(at);
    }
    return { at: result, text: function (ms) { return new Date(ms).toISOString().slice(0, months >= 12 ? 4 : 7); } };
  }

  /* First index whose time is not before t. */
  function lowerBound(times, t) {
    var low = 0, high = times.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (times[middle] < t) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }
  function nearest(times, t) {
    var i = Math.min(times.length - 1, lowerBound(times, t));
    return i > 0 && t - times[i - 1] < times[i] - t ? i - 1 : i;
  }

  function Chart(box, times, extent, paint, read) {
    this.box = box;
    this.canvas = box.querySelector("canvas");
    this.readout = box.querySelector(".readout");
    this.times = times;
    this.extent = extent;
    this.paint = paint;
    this.read = read;
    this.cursor = null;
    this.drag = null;
    charts.push(this);
    this.listen();
  }
  Chart.prototype.range = function () {
    var from = this.times[0], to = this.times[this.times.length - 1];
    return view || [from, to > from ? to : from + 1];
  };
  Chart.prototype.draw = function () {
    var width = this.box.clientWidth, height = this.box.clientHeight, ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    var g = this.canvas.getContext("2d");
    g.scale(ratio, ratio);
    g.font = "11px Inter, system-ui, sans-serif";
    var range = this.range();
    var from = Math.max(0, lowerBound(this.times, range[0]) - 1);
    var to = Math.min(this.times.length - 1, lowerBound(this.times, range[1]) + 1);
    var y = this.extent(from, to);
    if (!(y[1] > y[0])) { y = [y[0] - Math.abs(y[0] || 1) * 0.01, y[1] + Math.abs(y[1] || 1) * 0.01]; }
    var scale = ticks(y[0], y[1], Math.max(3, Math.floor(height / 48)));
    var suffix = this.percent ? " %" : "";
    var labels = scale.at.map(function (v) { return number(v, scale.digits) + suffix; });
    /* A gutter of one width, so that the charts' times stand under each other. */
    var right = 12 + Math.max.apply(null, labels.map(function (l) { return g.measureText(l).width; }).concat(44));
    var area = { x: 0, y: 6, w: width - right, h: height - 28 };
    this.area = area;
    var px = function (t) { return area.x + (t - range[0]) / (range[1] - range[0]) * area.w; };
    var py = function (v) { return area.y + (y[1] - v) / (y[1] - y[0]) * area.h; };
    g.strokeStyle = colour("--grid");
    g.fillStyle = colour("--faint");
    g.lineWidth = 1;
    g.textBaseline = "middle";
    scale.at.forEach(function (v, i) {
      var at = Math.round(py(v)) + 0.5;
      g.beginPath(); g.moveTo(area.x, at); g.lineTo(area.x + area.w, at); g.stroke();
      g.fillText(labels[i], area.x + area.w + 8, at);
    });
    var marks = timeTicks(range[0], range[1], Math.max(2, Math.floor(area.w / 90)));
    g.textAlign = "center";
    g.textBaseline = "alphabetic";
    marks.at.forEach(function (t) {
      var text = marks.text(t), half = g.measureText(text).width / 2;
      if (px(t) - half >= 0 && px(t) + half <= area.w) { g.fillText(text, px(t), height - 6); }
    });
    g.textAlign = "left";
    g.save();
    g.beginPath(); g.rect(area.x, 0, area.w, area.y + area.h + 1); g.clip();
    this.paint(g, px, py, from, to, area);
    if (this.drag && this.drag[1] !== null) {
      g.globalAlpha = 0.15; g.fillStyle = colour("--accent");
      g.fillRect(this.drag[0], area.y, this.drag[1] - this.drag[0], area.h);
      g.globalAlpha = 1;
    }
    if (this.cursor !== null) {
      var i = nearest(this.times, this.cursor);
      var x = Math.round(px(this.times[i])) + 0.5;
      g.strokeStyle = colour("--soft"); g.setLineDash([3, 3]);
      g.beginPath(); g.moveTo(x, area.y); g.lineTo(x, area.y + area.h); g.stroke();
    }
    g.restore();
    this.tell(px);
  };
  Chart.prototype.tell = function (px) {
    if (this.cursor === null) { this.readout.style.display = "none"; return; }
    var i = nearest(this.times, this.cursor);
    this.readout.textContent = stamp(this.times[i]) + "\n" + this.read(i);
    this.readout.style.display = "block";
    var x = px(this.times[i]), own = this.readout.offsetWidth;
    this.readout.style.left = Math.max(0, x + own + 16 > this.area.w ? x - own - 12 : x + 12) + "px";
  };
  Chart.prototype.timeAt = function (event) {
    var x = event.clientX - this.canvas.getBoundingClientRect().left, range = this.range();
    return range[0] + Math.min(1, Math.max(0, x / this.area.w)) * (range[1] - range[0]);
  };
  Chart.prototype.listen = function () {
    var self = this;
    function x(event) { return event.clientX - self.canvas.getBoundingClientRect().left; }
    this.canvas.addEventListener("pointermove", function (event) {
      pointAt(self.timeAt(event));
      if (self.drag) { self.drag[1] = x(event); self.draw(); }
    });
    this.canvas.addEventListener("pointerleave", function () { if (!self.drag) { pointAt(null); } });
    this.canvas.addEventListener("pointerdown", function (event) {
      if (event.pointerType === "mouse" && event.button === 0) {
        self.drag = [x(event), null, self.timeAt(event)];
        self.canvas.setPointerCapture(event.pointerId);
      }
    });
    this.canvas.addEventListener("pointerup", function (event) {
      var drag = self.drag;
      self.drag = null;
      if (drag && drag[1] !== null && Math.abs(drag[1] - drag[0]) > 6) {
        var end = self.timeAt(event);
        look([Math.min(drag[2], end), Math.max(drag[2], end)]);
      } else { drawAll(); }
    });
    this.canvas.addEventListener("pointercancel", function () { self.drag = null; drawAll(); });
    this.canvas.addEventListener("dblclick", function () { look(null); });
    this.box.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) {
        var range = self.range();
        var i = self.cursor === null ? lowerBound(self.times, range[0]) : nearest(self.times, self.cursor) + step;
        pointAt(self.times[Math.max(0, Math.min(self.times.length - 1, i))]);
        event.preventDefault();
      } else if (event.key === "Escape") { pointAt(null); look(null); }
    });
    this.box.addEventListener("blur", function () { pointAt(null); });
  };
  function pointAt(time) { charts.forEach(function (c) { c.cursor = time; }); drawAll(); }
  function look(range) {
    view = range;
    var reset = document.getElementById("reset");
    if (reset) { reset.hidden = !range; }
    drawAll();
  }
  var pending = false;
  function drawAll() {
    if (pending) { return; }
    pending = true;
    requestAnimationFrame(function () { pending = false; charts.forEach(function (c) { c.draw(); }); });
  }

  function line(g, times, values, px, py, from, to) {
    var down = false;
    g.beginPath();
    for (var i = from; i <= to; i++) {
      if (isNaN(values[i])) { down = false; continue; }
      if (down) { g.lineTo(px(times[i]), py(values[i])); } else { g.moveTo(px(times[i]), py(values[i])); down = true; }
    }
    g.stroke();
  }
  function extentOf(columns) {
    return function (from, to) {
      var low = Infinity, high = -Infinity;
      columns.forEach(function (values) {
        for (var i = from; values && i <= to; i++) {
          if (values[i] < low) { low = values[i]; }
          if (values[i] > high) { high = values[i]; }
        }
      });
      var room = (high - low) * 0.06;
      return [low - room, high + room];
    };
  }
  function box(name) { return document.querySelector('[data-chart="' + name + '"]'); }

  function equityChart() {
    var times = data.curve.t, own = column(data.curve.equity), market = column(data.curve.market);
    var digits = places(Math.abs(data.initial));
    digits = Math.max(2, digits);
    new Chart(box("equity"), times, extentOf([own, market]), function (g, px, py, from, to, area) {
      g.lineWidth = 1;
      g.strokeStyle = colour("--line");
      g.beginPath(); g.moveTo(0, py(data.initial)); g.lineTo(area.w, py(data.initial)); g.stroke();
      if (market) {
        g.lineWidth = 1;
        g.strokeStyle = colour("--market");
        line(g, times, market, px, py, from, to);
      }
      g.lineWidth = 1.75;
      g.strokeStyle = colour("--accent");
      line(g, times, own, px, py, from, to);
    }, function (i) {
      return "Strategy      " + number(own[i], digits) + (market ? "\nBuy and hold  " + number(market[i], digits) : "");
    });
    var fall = column(data.curve.drawdown).map(function (v) { return v * 100; });
    var chart = new Chart(box("drawdown"), times, function (from, to) {
      var low = 0;
      for (var i = from; i <= to; i++) { if (fall[i] < low) { low = fall[i]; } }
      return [low * 1.08 || -1, 0];
    }, function (g, px, py, from, to) {
      g.strokeStyle = colour("--down"); g.fillStyle = colour("--down"); g.lineWidth = 1.25;
      g.globalAlpha = 0.15;
      g.beginPath(); g.moveTo(px(times[from]), py(0));
      for (var i = from; i <= to; i++) { g.lineTo(px(times[i]), py(fall[i])); }
      g.lineTo(px(times[to]), py(0)); g.fill();
      g.globalAlpha = 1;
      line(g, times, fall, px, py, from, to);
    }, function (i) { return number(fall[i], 2) + " %"; });
    chart.percent = true;
  }

  function priceChart() {
    var price = data.price, times = price.t, trades = data.trades || [];
    var open = column(price.open), high = column(price.high), low = column(price.low), close = column(price.close);
    var digits = Math.max(2, places(Math.abs(close[0])));
    function mark(g, x, y, up, size, filled) {
      var d = up ? 1 : -1;
      g.beginPath(); g.moveTo(x, y); g.lineTo(x - size, y + d * size * 1.6); g.lineTo(x + size, y + d * size * 1.6);
      g.closePath();
      if (filled) { g.fill(); } else { g.stroke(); }
    }
    new Chart(box("price-chart"), times, extentOf([high, low]), function (g, px, py, from, to, area) {
      var range = view || [times[0], times[times.length - 1]];
      var seen = trades.filter(function (t) { return t[2] >= range[0] && t[0] <= range[1]; });
      /* As many candles as can be told apart: neighbours are drawn as one. */
      var group = Math.max(1, Math.ceil((to - from + 1) / (area.w / 5)));
      var slot = area.w / Math.max(1, (to - from) / group);
      var body = Math.min(10, Math.max(1, Math.floor(slot * 0.65)));
      g.lineWidth = 1;
      g.globalAlpha = seen.length ? 0.6 : 0.9;
      for (var i = from - from % group; i <= to; i += group) {
        var end = Math.min(times.length, i + group) - 1, top = high[i], bottom = low[i];
        for (var k = i + 1; k <= end; k++) { top = Math.max(top, high[k]); bottom = Math.min(bottom, low[k]); }
        var x = Math.round(px(times[end])) + 0.5, first = py(open[i]), last = py(close[end]);
        g.strokeStyle = g.fillStyle = colour(close[end] >= open[i] ? "--up" : "--down");
        g.beginPath(); g.moveTo(x, py(top)); g.lineTo(x, py(bottom)); g.stroke();
        g.fillRect(x - body / 2, Math.min(first, last), body, Math.max(1, Math.abs(first - last)));
      }
      g.globalAlpha = 1;
      var size = seen.length > 120 ? 3 : 4.5;
      g.lineWidth = 1.25;
      seen.forEach(function (t) {
        g.fillStyle = colour("--accent");
        mark(g, px(t[0]), py(t[1]) + (t[4] > 0 ? 3 : -3), t[4] > 0, size, true);
        g.fillStyle = g.strokeStyle = colour(t[5] > 0 ? "--up" : "--down");
        mark(g, px(t[2]), py(t[3]) + (t[4] > 0 ? -3 : 3), t[4] < 0, size, t[5] > 0);
      });
    }, function (i) {
      return "Open   " + number(open[i], digits) + "\nHigh   " + number(high[i], digits)
        + "\nLow    " + number(low[i], digits) + "\nClose  " + number(close[i], digits);
    });
  }

  if (box("equity") && data.curve.t.length) { equityChart(); }
  if (box("price-chart") && data.price && data.price.t.length) { priceChart(); }
  drawAll();
  window.addEventListener("resize", drawAll);
  var reset = document.getElementById("reset");
  if (reset) { reset.addEventListener("click", function () { look(null); }); }

  var button = document.getElementById("theme");
  var media = window.matchMedia("(prefers-color-scheme: light)");
  function current() { return root.dataset.theme || (media.matches ? "light" : "dark"); }
  function show() {
    button.textContent = current() === "dark" ? "Light theme" : "Dark theme";
    drawAll();
  }
  try {
    var saved = localStorage.getItem("tradewind-theme");
    if (saved === "light" || saved === "dark") { root.dataset.theme = saved; }
  } catch (e) { /* a page opened from a file may have no storage; the system's theme is used */ }
  button.addEventListener("click", function () {
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    try { localStorage.setItem("tradewind-theme", root.dataset.theme); } catch (e) { /* as above */ }
    show();
  });
  media.addEventListener("change", show);
  show();

  var copy = document.getElementById("copy");
  copy.addEventListener("click", function () {
    var command = document.getElementById("command");
    function done() { copy.textContent = "Copied"; setTimeout(function () { copy.textContent = "Copy"; }, 1500); }
    function select() {
      var selection = getSelection();
      selection.removeAllRanges();
      selection.selectAllChildren(command);
      copy.textContent = "Selected";
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(command.textContent).then(done, select); }
    else { select(); }
  });
})();

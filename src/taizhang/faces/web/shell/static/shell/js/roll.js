/* The roll: everybody starts 未登记; a click means 到会, the next one 缺席 with a reason. */
(function () {
  "use strict";

  var WORDS = { "": "未登记", present: "到会", absent: "缺席" };

  function count(roll) {
    var people = Array.from(roll.querySelectorAll("[data-person]"));
    function of(state, voting) {
      return people.filter(function (person) {
        return (state === null || person.dataset.state === state) && (!voting || "votes" in person.dataset);
      }).length;
    }
    var counts = {
      all: of(null), present: of("present"), absent: of("absent"), open: of(""),
      voters: of(null, true), voting: of("present", true)
    };
    Object.keys(counts).forEach(function (name) {
      roll.querySelectorAll('[data-roll-count="' + name + '"]').forEach(function (place) {
        place.textContent = counts[name];
      });
    });
  }

  function mark(person, state) {
    person.dataset.state = state;
    person.querySelector('input[type="hidden"]').value = state;
    person.querySelector("[data-person-word]").textContent = "，" + WORDS[state];
    /* A reason is sent only with somebody who is absent. */
    person.querySelector("select").disabled = state !== "absent";
  }

  function changed(roll) {
    count(roll);
    roll.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function startAll() {
    document.querySelectorAll("[data-roll]").forEach(function (roll) {
      roll.querySelectorAll("[data-person]").forEach(function (person) {
        mark(person, person.dataset.state);
      });
      count(roll);
    });
  }

  document.addEventListener("click", function (event) {
    var everybody = event.target.closest("[data-roll-all]");
    if (everybody) {
      var whole = everybody.closest("[data-roll]");
      whole.querySelectorAll("[data-person]").forEach(function (person) {
        if (person.dataset.state !== "absent") {
          mark(person, "present");
        }
      });
      changed(whole);
      return;
    }
    var button = event.target.closest("[data-person] > button");
    if (button) {
      var person = button.parentElement;
      var next = person.dataset.state === "present" ? "absent" : "present";
      mark(person, next);
      changed(person.closest("[data-roll]"));
      if (next === "absent") {
        person.querySelector("select").focus();
      }
    }
  });

  document.addEventListener("htmx:afterSettle", startAll);
  startAll();
})();

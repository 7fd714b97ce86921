package org.fletchck.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fletchck.spi.Problem;
import org.fletchck.state.ComponentHealth;

/** The health of the components beside the engine. Safe for use by multiple threads. */
public final class Components {

  private final Map<String, ComponentHealth> states = new ConcurrentSkipListMap<>();
  private final Listeners listeners;

  public Components(Listeners listeners) {
    this.listeners = listeners;
  }

  public void fails(String part, String reason) {
    states.put(part, new ComponentHealth(false, reason));
    listeners.notify(l -> l.componentDown(part, reason));
  }

  public void works(String part, String how) {
    states.put(part, new ComponentHealth(true, how));
    listeners.notify(l -> l.componentUp(part, how));
  }

  public void ended(String part) {
    states.remove(part);
  }

  public Map<String, ComponentHealth> all() {
    return Map.copyOf(states);
  }

  /** Returns a problem for each component that doesn't work. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    states.forEach(
        (part, state) -> {
          if (!state.works()) {
            problems.add(Problem.error(part, state.text(), ""));
          }
        });
    return problems;
  }
}

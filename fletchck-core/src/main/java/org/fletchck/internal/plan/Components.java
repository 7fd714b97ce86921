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

  public void down(String component, String reason) {
    states.put(component, new ComponentHealth(false, reason));
    listeners.notify(l -> l.componentDown(component, reason));
  }

  public void up(String component, String how) {
    states.put(component, new ComponentHealth(true, how));
    listeners.notify(l -> l.componentUp(component, how));
  }

  public void remove(String component) {
    states.remove(component);
  }

  public Map<String, ComponentHealth> all() {
    return Map.copyOf(states);
  }

  /** Returns a problem for each component that doesn't work. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    states.forEach(
        (component, state) -> {
          if (!state.works()) {
            problems.add(Problem.error(component, state.text(), ""));
          }
        });
    return problems;
  }
}

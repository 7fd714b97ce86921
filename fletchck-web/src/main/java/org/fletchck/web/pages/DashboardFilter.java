package org.fletchck.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fletchck.web.layout.Links;
import org.fletchck.web.layout.StatusSign;
import org.jspecify.annotations.Nullable;

/**
 * The filter of the dashboard.
 *
 * @param query the search text
 * @param status the class of a sign; empty for all
 * @param choices the statuses to choose from, with the same text
 * @param found the number of checks shown
 */
public record DashboardFilter(String query, String status, List<Choice> choices, int found) {

  /**
   * Creates a filter.
   *
   * @param matching the checks that match the text, with any sign
   */
  static DashboardFilter of(String query, Optional<StatusSign> wanted, List<CheckView> matching) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(null, matching.size(), wanted.isEmpty(), link(query, "")));
    for (StatusSign sign : StatusSign.values()) {
      int count = (int) matching.stream().filter(check -> check.sign() == sign).count();
      boolean isChosen = wanted.filter(sign::equals).isPresent();
      if (count > 0 || isChosen) {
        choices.add(new Choice(sign, count, isChosen, link(query, sign.css())));
      }
    }
    int found = choices.stream().filter(Choice::isChosen).mapToInt(Choice::count).sum();
    return new DashboardFilter(query, wanted.map(StatusSign::css).orElse(""), choices, found);
  }

  private static String link(String query, String status) {
    List<String> parts = new ArrayList<>();
    if (!status.isEmpty()) {
      parts.add("status=" + status);
    }
    if (!query.isBlank()) {
      parts.add("q=" + Links.segment(query));
    }
    return "?" + String.join("&", parts);
  }

  /**
   * A status to choose.
   *
   * @param sign the sign of the status; null for all
   * @param count the number of checks with that status that match the text
   */
  public record Choice(@Nullable StatusSign sign, int count, boolean isChosen, String link) {}
}

package org.fletchck.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fletchck.web.layout.Links;
import org.fletchck.web.layout.StatusSign;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for on the dashboard.
 *
 * @param query a text
 * @param status the class of a sign, or empty
 * @param choices what else can be asked for, with the same text
 * @param found how many checks are shown
 */
public record DashboardFilter(String query, String status, List<Choice> choices, int found) {

  /**
   * Makes one.
   *
   * @param matching the checks in which the text is, of any sign
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
   * A status that can be asked for.
   *
   * @param sign null for all
   * @param count how many checks there are of it in which the text is
   */
  public record Choice(@Nullable StatusSign sign, int count, boolean isChosen, String link) {}
}

package org.fletchck.actions;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fletchck.config.SiteFile;

/** Detects errors that services report with status 200. */
final class ApiErrors {

  private static final Pattern TEAMS_ERROR =
      Pattern.compile("delivery failed.*HTTP error (\\d{3})");
  private static final int WRONG = 400;
  private static final int TOO_OFTEN = 429;

  private ApiErrors() {}

  /** Returns the answer, with the status that the service means. */
  static ServiceAnswer of(ServiceAnswer answer, Preset preset) {
    if (!answer.isAccepted()) {
      return answer;
    }
    return switch (preset) {
      case TELEGRAM -> telegram(answer, json(answer));
      case SLACK -> slack(answer, json(answer));
      case MATRIX -> matrix(answer, json(answer));
      case PUSHOVER -> {
        Object status = json(answer).get("status");
        yield status == null || status.toString().equals("1") ? answer : answer.as(WRONG);
      }
      case TEAMS -> {
        Matcher error = TEAMS_ERROR.matcher(answer.body());
        yield error.find() ? answer.as(Integer.parseInt(error.group(1))) : answer;
      }
      default -> answer;
    };
  }

  private static ServiceAnswer telegram(ServiceAnswer answer, Map<String, Object> json) {
    if (!Boolean.FALSE.equals(json.get("ok"))) {
      return answer;
    }
    return answer.as(json.get("error_code") instanceof Number code ? code.intValue() : WRONG);
  }

  /**
   * Also handles services that accept Slack's requests, such as Rocket.Chat: they send {@code
   * success}.
   */
  private static ServiceAnswer slack(ServiceAnswer answer, Map<String, Object> json) {
    boolean refused =
        Boolean.FALSE.equals(json.get("ok")) || Boolean.FALSE.equals(json.get("success"));
    return refused ? answer.as(WRONG) : answer;
  }

  private static ServiceAnswer matrix(ServiceAnswer answer, Map<String, Object> json) {
    Object code = json.get("errcode");
    if (code == null) {
      return answer;
    }
    return answer.as(code.equals("M_LIMIT_EXCEEDED") ? TOO_OFTEN : WRONG);
  }

  private static Map<String, Object> json(ServiceAnswer answer) {
    try {
      return SiteFile.parse(answer.body());
    } catch (IllegalArgumentException e) {
      return Map.of(); // not JSON, so the status counts
    }
  }
}

package org.fletchck.web.forms;

import java.util.List;

/**
 * What the page of users and tokens shows.
 *
 * @param users the users
 * @param tokens the tokens
 * @param entered the names that were entered and refused
 * @param problems why they were refused
 * @param readOnly why nothing can be changed; empty if it can
 * @param isAdmin whether the caller may change more than their own password
 */
public record UsersView(
    List<User> users,
    List<Token> tokens,
    UserInput entered,
    List<ProblemView> problems,
    String readOnly,
    boolean isAdmin) {

  /** Returns whether the caller can change users and tokens. */
  public boolean editable() {
    return isAdmin && readOnly.isEmpty();
  }

  /**
   * A user.
   *
   * @param isCaller whether the user is the caller
   */
  public record User(String name, boolean isCaller) {
    /** Returns the path of the user, relative to the base. */
    public String path() {
      return EditContext.path("users", name);
    }
  }

  /**
   * A token.
   *
   * @param write whether it allows changes
   */
  public record Token(String name, boolean write) {
    /** Returns the path of the token, relative to the base. */
    public String path() {
      return EditContext.path("tokens", name);
    }
  }

  /** The names of a user and a token that were entered. */
  public record UserInput(String user, String token) {
    /** No names. */
    public static final UserInput NOTHING = new UserInput("", "");
  }
}

package org.fletchck.web.forms;

import java.util.List;

/**
 * Who may come in.
 *
 * @param users people
 * @param tokens programs
 * @param entered what was typed and couldn't be taken
 * @param problems why it couldn't
 * @param readOnly why nothing can be changed here; empty if it can
 * @param isAdmin whether who looks at the page may change more than their own password
 */
public record UsersView(
    List<User> users,
    List<Token> tokens,
    UserInput entered,
    List<ProblemView> problems,
    String readOnly,
    boolean isAdmin) {

  /** Tells whether what concerns others can be changed here. */
  public boolean editable() {
    return isAdmin && readOnly.isEmpty();
  }

  /**
   * A user.
   *
   * @param isCaller whether it is who looks at the page
   */
  public record User(String name, boolean isCaller) {
    /** Returns the path of the user below the base. */
    public String path() {
      return EditContext.path("users", name);
    }
  }

  /**
   * A token.
   *
   * @param write whether it may change everything
   */
  public record Token(String name, boolean write) {
    /** Returns the path of the token below the base. */
    public String path() {
      return EditContext.path("tokens", name);
    }
  }

  /** The names that were typed, of a user and of a token. */
  public record UserInput(String user, String token) {
    /** Nothing. */
    public static final UserInput NOTHING = new UserInput("", "");
  }
}

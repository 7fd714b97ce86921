package org.fletchck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The keys of checks. */
final class CheckKeyRows {

  /** A key that no check has, so nothing is found with it. */
  private static final long NONE = 0;

  private CheckKeyRows() {}

  /** Returns the key of a check, or one that matches nothing if it has none. */
  static long key(Connection connection, String id) throws SQLException {
    String sql = "SELECT key FROM subject WHERE id = ?";
    try (PreparedStatement get = connection.prepareStatement(sql)) {
      get.setString(1, id);
      try (ResultSet row = get.executeQuery()) {
        return row.next() ? row.getLong(1) : NONE;
      }
    }
  }
}

package org.fletchck.checks;

import com.fazecast.jSerialComm.SerialPort;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fletchck.spi.Shortage;
import org.fletchck.spi.ShortageException;

/**
 * An open serial port, 2400 baud 8N1, on which a UPS answers in lines that end with a carriage
 * return, a line feed or both. Never blocks in the driver: it polls until the time runs out or the
 * thread is interrupted.
 */
final class SerialLine implements Closeable {

  private static final int BAUD = 2400;
  private static final int LONGEST = 128;
  private static final int LOOK_EVERY_MILLIS = 10;

  private static final int QUIET_MILLIS = 100;

  /** How often more input may arrive before waiting for quiet is given up. */
  private static final int MOST_REPEATED = 100;

  /** EAGAIN: here that of a lock; for a new process it would mean that there are too many. */
  private static final int IN_USE = 11;

  /** The time that a UPS interface powered by the port needs to wake up after opening it. */
  private static final int SETTLE_MILLIS = 100;

  private final SerialPort port;
  private final Path path;
  private final SerialAnswer hearing;

  private SerialLine(SerialPort port, Path path, SerialAnswer hearing) {
    this.port = port;
    this.path = path;
    this.hearing = hearing;
  }

  /**
   * Opens a port.
   *
   * @param hearing collects what is received, and knows how long to wait
   * @throws IOException with the reason in plain words
   */
  static SerialLine open(Path path, SerialAnswer hearing) throws IOException, InterruptedException {
    SerialLibrary.load();
    SerialPort port = SerialPort.getCommPort(path.toString());
    port.setComPortParameters(BAUD, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
    if (!port.openPort(0)) {
      throw refusal(path, port.getLastErrorCode());
    }
    SerialLine line = new SerialLine(port, path, hearing);
    try {
      TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
      port.flushIOBuffers(); // what arrived before the question isn't an answer
      return line;
    } catch (InterruptedException e) {
      line.close();
      throw e;
    }
  }

  /** Returns why a port could not be opened, by the system's error number. */
  private static IOException refusal(Path path, int error) {
    String why = inWords(path, error);
    Optional<Shortage> lacking = error == IN_USE ? Optional.empty() : Shortage.ofSystemError(error);
    return lacking.isPresent() ? new ShortageException(lacking.get(), why) : new IOException(why);
  }

  private static String inWords(Path path, int error) {
    return switch (error) {
      case 5, 6, 19 -> "there is no device on " + path + ": is the UPS plugged in?";
      case 13 ->
          "permission denied for "
              + path
              + "; the user running fletchck must be in the group dialout";
      case 2, IN_USE, 16 -> path + " is in use by another program";
      case 21, 22, 25 -> path + " is not a serial port";
      default -> path + " can't be opened (system error " + error + ")";
    };
  }

  /** Discards input, such as a repeated answer, until the UPS is quiet. */
  void awaitQuiet() throws IOException, InterruptedException {
    for (int i = 0; i < MOST_REPEATED && awaitInput(QUIET_MILLIS); i++) {
      hearing.take(hearing.received().length());
    }
  }

  /** Sends text and a carriage return. */
  void send(String text) throws IOException {
    byte[] bytes = (text + "\r").getBytes(StandardCharsets.US_ASCII);
    if (port.writeBytes(bytes, bytes.length) != bytes.length) {
      throw disconnected();
    }
  }

  /**
   * Returns the next line that isn't blank, without its end and surrounding blanks.
   *
   * @throws NoAnswerException if no line arrives in time
   * @throws IOException if the port is gone, or the line is too long
   */
  String line() throws IOException, InterruptedException {
    int end = endOfLine();
    while (end < 0) {
      String half = hearing.received();
      if (half.length() >= LONGEST) {
        throw new IOException(
            "the UPS doesn't stop sending: \"" + ValueTexts.clean(half, 60) + '"');
      }
      if (!hear()) {
        hearing.check();
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
      end = endOfLine();
    }
    String line = hearing.received().substring(0, end);
    hearing.take(end);
    return withoutBlanksAround(line);
  }

  /** Discards the blanks before the next line; returns its end, or -1 if it isn't complete. */
  private int endOfLine() {
    String heard = hearing.received();
    int begin = 0;
    while (begin < heard.length() && isBlank(heard.charAt(begin))) {
      begin++;
    }
    hearing.take(begin);
    String line = heard.substring(begin);
    int end = 0;
    while (end < line.length() && !isEnd(line.charAt(end))) {
      end++;
    }
    return end == line.length() ? -1 : end;
  }

  private static boolean isEnd(char c) {
    return c == '\r' || c == '\n';
  }

  /** Returns whether a character is one that a UPS may send around its answers. */
  private static boolean isBlank(char c) {
    return isEnd(c) || c == ' ' || c == '\t' || c == '\0';
  }

  private static String withoutBlanksAround(String line) {
    int end = line.length();
    while (end > 0 && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end);
  }

  /** Waits for so many milliseconds, or until input arrives; returns whether some did. */
  boolean awaitInput(int millis) throws IOException, InterruptedException {
    endOfLine();
    for (int waited = 0; hearing.received().isEmpty(); waited += LOOK_EVERY_MILLIS) {
      boolean came = hear();
      endOfLine();
      if (!came) {
        if (waited >= millis) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
    }
    return true;
  }

  private boolean hear() throws IOException {
    byte[] bytes = new byte[LONGEST];
    int count = port.readBytes(bytes, LONGEST - hearing.received().length());
    if (count < 0) {
      throw disconnected();
    }
    hearing.hear(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
    return count > 0;
  }

  private IOException disconnected() {
    return new IOException(path + " is gone: was the UPS unplugged?");
  }

  @Override
  public void close() {
    port.closePort();
  }
}

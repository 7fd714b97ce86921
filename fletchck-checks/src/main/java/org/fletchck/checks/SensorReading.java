package org.fletchck.checks;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Finds the first reading in a Comet web sensor's XML, at {@code all/vs1}. */
final class SensorReading {

  /** The degree sign may be garbled if a sensor doesn't declare its charset. */
  private static final Pattern DEGREES =
      Pattern.compile("([-+]?[0-9]{1,6}(?:[.,][0-9]{1,6})?)\\s*[^0-9\\s]{0,2}\\s*C");

  private static final String DOCTYPE = "<!DOCTYPE";
  private static final Pattern WHOLE_DOCTYPE =
      Pattern.compile("<!DOCTYPE[^\\[>]*(?:\\[[^\\]]*\\]\\s*)?>");

  private SensorReading() {}

  /**
   * Returns the reading in degrees Celsius.
   *
   * @throws IOException if there is no such reading
   */
  static double degrees(String document) throws IOException {
    if (document.contains(DOCTYPE) && !WHOLE_DOCTYPE.matcher(document).find()) {
      // Java's parser prints an exception to standard error if it ends too early.
      throw new IOException("the response is not the XML of a Comet web sensor");
    }
    String text;
    try {
      text =
          reading(document)
              .orElseThrow(() -> new IOException("the response has no element all/vs1"));
    } catch (XMLStreamException e) {
      throw new IOException("the response is not the XML of a Comet web sensor", e);
    }
    Matcher matcher = DEGREES.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IOException(
          "the sensor reports \"" + ValueTexts.clean(text.strip(), 60) + "\", not degrees Celsius");
    }
    return Double.parseDouble(matcher.group(1).replace(',', '.'));
  }

  private static Optional<String> reading(String document) throws XMLStreamException {
    XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(document));
    Deque<String> path = new ArrayDeque<>();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        @Nullable String parent = path.peek();
        if (xml.getLocalName().equals("vs1") && "all".equals(parent)) {
          return Optional.of(xml.getElementText());
        }
        path.push(xml.getLocalName());
      } else if (event == XMLStreamReader.END_ELEMENT) {
        path.pop();
      }
    }
    return Optional.empty();
  }

  /** Creates a factory that ignores DTDs, and so entities and anything outside the document. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLReporter((said, kind, about, where) -> {});
    return factory;
  }
}

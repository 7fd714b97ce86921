package org.fletchck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/api.txt to the public signatures of all modules, so that no change of the API goes
 * unnoticed. With {@code -Ddocs.write=true} a stale file is written.
 */
class ApiTest {

  private static final Path FILE = Path.of("../docs/api.txt");

  /** What every record and enum has. */
  private static final Set<String> IMPLIED =
      Set.of("equals", "hashCode", "toString", "values", "valueOf");

  @Test
  void listsPublicSignatures() throws IOException {
    String now =
        publicTypes()
            .map(JavaClass::reflect)
            .map(ApiTest::described)
            .collect(Collectors.joining("\n"));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(FILE, now, UTF_8);
    }
    assertThat(Files.readString(FILE, UTF_8))
        .as("docs/api.txt is stale; if the API is meant to change, run with -Ddocs.write=true")
        .isEqualTo(now);
  }

  private static Stream<JavaClass> publicTypes() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.fletchck")
            .stream()
            .filter(type -> !type.getPackageName().matches(".*\\.(internal|jte)(\\..*)?"))
            .filter(ApiTest::isPublic)
            .sorted((a, b) -> a.getName().compareTo(b.getName()));
  }

  private static boolean isPublic(JavaClass type) {
    boolean itself = Modifier.isPublic(type.reflect().getModifiers());
    return itself && type.getEnclosingClass().map(ApiTest::isPublic).orElse(true);
  }

  private static String described(Class<?> type) {
    String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : "";
    String head = (kind.isEmpty() ? type.toGenericString() : kind + " " + type.getName());
    List<String> members =
        Stream.of(
                Stream.of(type.getDeclaredFields()).map(f -> line(f, f.toGenericString())),
                Stream.of(type.getDeclaredConstructors()).map(c -> line(c, c.toGenericString())),
                Stream.of(type.getDeclaredMethods())
                    .filter(method -> !method.isBridge())
                    .filter(method -> kind.isEmpty() || !IMPLIED.contains(method.getName()))
                    .map(method -> line(method, method.toGenericString())))
            .flatMap(lines -> lines)
            .filter(Predicate.not(String::isEmpty))
            .sorted(Comparator.comparing(ApiTest::name).thenComparing(line -> line))
            .toList();
    return Stream.concat(Stream.of(shown(head) + "\n"), members.stream())
        .collect(Collectors.joining());
  }

  /** JDKs differ in whether they say that a type is sealed. */
  private static String shown(String head) {
    return head.replace('$', '.').replaceFirst("\\babstract (?:sealed )?(?=interface)", "");
  }

  private static String line(Member member, String text) {
    boolean shown = Modifier.isPublic(member.getModifiers()) || isProtected(member);
    if (!shown || member.isSynthetic()) {
      return "";
    }
    String owner = member.getDeclaringClass().getName();
    String bare =
        member instanceof Executable
            ? text.replace(owner + "(", member.getDeclaringClass().getSimpleName() + "(")
            : text;
    return "  "
        + bare.replace(owner + "." + member.getName(), member.getName())
            .replaceFirst("^public ", "")
            .replaceFirst("^abstract ", "")
            .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
            .replaceFirst("^synchronized ", "")
            .replaceAll(",\\s*", ", ")
            .replace('$', '.')
        + "\n";
  }

  /** Returns the name of the member on a line: the last word before its parameters, if any. */
  private static String name(String line) {
    String head = line.replaceFirst("(\\(.*|\\n)$", "").strip();
    return head.substring(head.lastIndexOf(' ') + 1);
  }

  private static boolean isProtected(Member member) {
    boolean extensible = !Modifier.isFinal(member.getDeclaringClass().getModifiers());
    return extensible && Modifier.isProtected(member.getModifiers());
  }
}

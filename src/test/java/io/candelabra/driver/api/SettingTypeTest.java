package io.candelabra.driver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candelabra.model.DocumentMark;
import io.candelabra.model.Resource.DriverDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of settings, and which values they let in. */
class SettingTypeTest {
    private static final Map<String, SettingType> FORMS = Map.of(
            "text", SettingType.text("a", "A."),
            "secret", SettingType.secret("a", "A."),
            "number", SettingType.number("a", -5, 60, "A."),
            "yesNo", SettingType.yesNo("a", "A."),
            "choice", SettingType.choice("a", List.of("tcp", "serial"), "A."),
            "host", SettingType.host("a", "A."),
            "port", SettingType.port("a", "A."));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "text, some words",
                "secret, \"two\nlines\"",
                "number, -5",
                "number, 60",
                "yesNo, yes",
                "choice, serial",
                "host, localhost",
                "host, lamp-1.example.",
                "host, 192.0.2.7",
                "host, ::1",
                "host, fe80::1%eth0",
                "port, 1",
                "port, 65535"
            })
    void isRight(String form, String value) {
        assertThat(FORMS.get(form).fault(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "text, \" \"",
                "text, \"two\nlines\"",
                "secret, \"\"",
                "number, 61",
                "number, -6",
                "number, 1.5",
                "number, 99999999999999999999",
                "number, +5",
                "yesNo, true",
                "choice, TCP",
                "host, a b",
                "host, \"\"",
                "host, -v",
                "host, a..b",
                "host, http://lamp",
                "port, 0",
                "port, 65536",
                "port, ٤٢"
            })
    void isWrong(String form, String value) {
        assertThat(FORMS.get(form).fault(value))
                .hasValueSatisfying(why -> assertThat(value.isBlank() || !why.contains(value))
                        .as(why)
                        .isTrue());
    }

    @Test
    void everythingIsBounded() {
        assertThat(FORMS.get("text").fault("x".repeat(1_000))).isEmpty();
        assertThat(FORMS.get("text").fault("x".repeat(1_001))).contains("has at most 1000 characters");
        assertThat(FORMS.get("secret").fault("x".repeat(10_000))).isEmpty();
        assertThat(FORMS.get("secret").fault("x".repeat(10_001))).contains("has at most 10000 characters");
        assertThat(FORMS.get("host").fault("x.".repeat(127))).isPresent();
    }

    @Test
    void aDeclarationThatContradictsItselfIsNone() {
        assertThatThrownBy(() -> FORMS.get("port").or("no port")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FORMS.get("secret").or("open sesame")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SettingType.port("The port", "A.")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsGivenFitsTheDeclaration() {
        DriverKind kind = new DriverKind(
                "radio",
                "A radio.",
                List.of(SettingType.host("host", "Where."), SettingType.secret("login", "Secret.")),
                gateway -> {
                    throw new AssertionError("no driver is made by asking");
                });
        assertThat(kind.faultOfGiven(Map.of("host", "lamp"), Set.of("login"), Map.of()))
                .isEmpty();
        assertThat(kind.faultOfGiven(Map.of("colour", "red"), Set.of(), Map.of()))
                .contains(new DriverKind.Fault("colour", "is no setting of radio; it has host, login"));
        assertThat(kind.faultOfGiven(Map.of("login", "x"), Set.of(), Map.of()))
                .contains(new DriverKind.Fault("login", "is secret, and has to come as one"));
        assertThat(kind.faultOfGiven(Map.of(), Set.of(), Map.of("host", "a file")))
                .contains(new DriverKind.Fault("host", "is no document"));
        assertThat(kind.faultOfGiven(Map.of(), Set.of("host"), Map.of()))
                .contains(new DriverKind.Fault("host", "is no secret"));
        assertThat(kind.faultOfStored(Map.of("host", "lamp"), Set.of()))
                .contains(new DriverKind.Fault("login", "is needed"));
        assertThat(kind.faultOfStored(Map.of("host", "lamp", "login", "in clear", "gone", "x"), Set.of()))
                .isEmpty();
    }

    @Test
    void aDocumentComesAsAFileAndNotAsAText() {
        SettingType table = SettingType.document("table", "A table.", file -> new String(file, StandardCharsets.UTF_8));
        DriverKind kind = new DriverKind("radio", "A radio.", List.of(table), gateway -> {
            throw new AssertionError("nobody is to be served");
        });
        String mark = DocumentMark.of("a table").toString();
        assertThat(table.shape()).isEqualTo("file of at most 16,777,216 bytes");
        assertThat(kind.faultOfGiven(Map.of("table", mark), Set.of(), Map.of()))
                .contains(new DriverKind.Fault("table", "is a document: hand its file in"));
        assertThat(kind.faultOfGiven(Map.of(), Set.of(), Map.of("table", "x".repeat(DriverDocument.LONGEST))))
                .isEmpty();
        assertThat(kind.faultOfGiven(Map.of(), Set.of(), Map.of("table", "x".repeat(DriverDocument.LONGEST + 1))))
                .contains(new DriverKind.Fault("table", "holds more than 2000000 characters of use"));
        assertThat(kind.faultOfStored(Map.of("table", mark), Set.of())).isEmpty();
        assertThat(kind.faultOfStored(Map.of(), Set.of())).contains(new DriverKind.Fault("table", "is needed"));
        assertThat(kind.faultOfStored(Map.of("table", "what stood there as a text"), Set.of()))
                .contains(new DriverKind.Fault("table", "is a document: hand its file in"));
    }
}

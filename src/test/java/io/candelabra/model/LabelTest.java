package io.candelabra.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be the name of a thing. */
class LabelTest {
    @ParameterizedTest
    @ValueSource(strings = {" ", "   ", "\u00a0", "\u2003 \u3000"})
    void blanksAloneAreNoLabel(String blanks) {
        assertThat(Label.fault(blanks)).hasValue("has more than blanks");
        assertThat(Label.clean(blanks)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Reading lamp", " Küche ", "نور", "💡"})
    void aNameAndNoneAreRight(String text) {
        assertThat(Label.fault(text)).isEmpty();
        assertThat(Label.clean(text)).isEqualTo(text);
    }

    @Test
    void lineBreaksThatBecomeBlanksAreNoLabelEither() {
        assertThat(Label.clean("\n\t")).isEmpty();
    }
}

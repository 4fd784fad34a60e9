package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.driver.api.Report;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource.SiteType;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The types of devices that a driver may tell: those that can be kept, and shown later. */
final class TypeSound {
    private static final int LONGEST_NAME = 150;
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_WORDS = 500;
    /** Of all texts of a type together, and of its definition. */
    private static final int LONGEST = 100_000;

    private long letters;

    private TypeSound() {}

    /** @throws Refused where the type is none */
    static void check(Report.TypeFound found) {
        new TypeSound().type(found.type());
        if (found.definition().length() > LONGEST) {
            throw Refused.invalid("definition", "it has at most " + LONGEST + " characters");
        }
    }

    private void type(DeviceType type) {
        name(type.name());
        if (type.name().contains(SiteType.AT)) {
            throw Refused.invalid("type", "its name has no " + SiteType.AT);
        }
        text(type.kind());
        text(type.uiClass());
        text(type.widget());
        words(type.uiProfiles());
        words(type.uiClassifiers());
        few(type.commands());
        few(type.states());
        few(type.properties());
        few(type.traits());
        Set<String> names = new HashSet<>();
        for (DeviceType.CommandType command : type.commands()) {
            once(names, command.name());
            Objects.requireNonNull(command.repeat(), "repeat");
            few(command.parameters());
            few(command.effects());
            command.parameters().forEach(this::parameter);
            command.effects().forEach(this::effect);
        }
        names.clear();
        for (DeviceType.StateType state : type.states()) {
            once(names, state.name());
            Objects.requireNonNull(state.shape(), "shape");
            Objects.requireNonNull(state.kind(), "kind");
            words(state.values());
        }
        for (DeviceType.Property property : type.properties()) {
            name(property.name());
            text(property.value());
        }
        for (DeviceType.TraitType trait : type.traits()) {
            name(trait.trait());
            text(trait.state());
            text(trait.other());
            words(trait.yes());
            words(trait.no());
        }
    }

    private void parameter(DeviceType.Parameter parameter) {
        name(parameter.name());
        Objects.requireNonNull(parameter.kind(), "kind");
        words(parameter.values());
    }

    private void effect(DeviceType.Effect effect) {
        name(effect.state());
        Objects.requireNonNull(effect.source(), "source");
        Objects.requireNonNull(effect.pace(), "pace");
        text(effect.value().asText());
        text(effect.when());
        text(effect.after());
    }

    /** Of two commands of one name nobody could say which one is meant. */
    private void once(Set<String> names, String name) {
        name(name);
        if (!names.add(name)) {
            throw Refused.invalid("type", "it tells " + name + " twice");
        }
    }

    private void words(List<String> words) {
        if (words.size() > MOST_WORDS) {
            throw Refused.invalid("type", "a list in it has at most " + MOST_WORDS + " words");
        }
        words.forEach(this::text);
    }

    private static void few(List<?> parts) {
        if (parts.size() > MOST_PARTS) {
            throw Refused.invalid("type", "it has at most " + MOST_PARTS + " commands, and as many states");
        }
    }

    private void name(String name) {
        boolean said = name.length() <= LONGEST_NAME && !name.isBlank();
        if (!said || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("type", "a name in it is one line of 1 to " + LONGEST_NAME + " characters");
        }
        text(name);
    }

    private void text(String text) {
        letters += text.length();
        if (letters > LONGEST) {
            throw Refused.invalid("type", "its texts have at most " + LONGEST + " characters in all");
        }
    }
}

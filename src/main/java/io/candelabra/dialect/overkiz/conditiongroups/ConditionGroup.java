package io.candelabra.dialect.overkiz.conditiongroups;

import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.extra.ExtraDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A condition group: conditions on a state of all devices of some types. It comes in, is stored and goes out in this shape.
 *
 * @param oid which group a change is meant for
 */
public record ConditionGroup(
        @Nullable String label,
        @Nullable String metadata,
        @Nullable List<@Nullable Condition> conditions,
        @Nullable String oid,
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime)
        implements ExtraDocument<ConditionGroup> {
    private static final int MOST_CONDITIONS = 100;

    /** The condition stands one level down, under the word of its subject. */
    public record Condition(@Nullable Controllable controllable) {}

    /** All devices of the named types must have a state that stands in this relation to the value. */
    public record Controllable(
            @Nullable String stateName,
            @Nullable Object value,
            @Nullable String operator,
            @Nullable List<String> controllableNames) {

        /** The relation; refuses a word that names none. */
        public Operator relation() {
            return Operator.of(operator == null ? "" : operator);
        }
    }

    /** How a state has to stand to a value. Words with and without underscores mean the same. */
    public enum Operator {
        EQUALS,
        NOTEQUALS,
        GREATERTHAN,
        GREATERTHANOREQUAL,
        LOWERTHAN,
        LOWERTHANOREQUAL;

        static Operator of(String word) {
            String bare = word.replace("_", "").toUpperCase(Locale.ROOT);
            for (Operator operator : values()) {
                if (operator.name().equals(bare)) {
                    return operator;
                }
            }
            throw OverkizFault.invalid("Unknown operator : " + word);
        }
    }

    @Override
    public ConditionGroup checked(Supplier<String> ids) {
        List<@Nullable Condition> given = conditions;
        if (label == null || given == null || given.isEmpty()) {
            throw OverkizFault.missing("condition group: label and conditions");
        }
        if (given.size() > MOST_CONDITIONS) {
            throw OverkizFault.invalid("A condition group has at most " + MOST_CONDITIONS + " conditions");
        }
        for (Condition condition : given) {
            Controllable about = condition == null ? null : condition.controllable();
            if (about == null || about.stateName() == null || about.value() == null) {
                throw OverkizFault.missing("condition: controllable.stateName and controllable.value");
            }
            List<String> names = about.controllableNames();
            if (names == null || names.isEmpty()) {
                throw OverkizFault.missing("condition: controllable.controllableNames");
            }
            about.relation();
        }
        return this;
    }

    @Override
    public void check(OverkizSession session, View state) {
        // a group may name types that are not there yet
    }

    @Override
    public ConditionGroup stored(String under, long createdMs, long updatedMs) {
        return new ConditionGroup(label, metadata, conditions, under, createdMs, updatedMs);
    }
}

package io.candelabra.dialect.overkiz.words;

import io.candelabra.model.Resource.Extra;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition group, as it comes in and as it is kept: conditions on a state of all devices of some types.
 *
 * @param oid which group a change is meant for; not kept
 */
public record ConditionGroup(
        @Nullable String label,
        @Nullable String metadata,
        @Nullable List<@Nullable Condition> conditions,
        @Nullable String oid,
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime) {
    /** Kind of the extras in which groups are kept. */
    public static final String KIND = "conditionGroup";

    private static final String DIALECT = "overkiz";
    private static final int MOST_CONDITIONS = 100;

    /** The condition stands one level down, under the word that says what it is about. */
    public record Condition(@Nullable Controllable controllable) {}

    /** All devices of the named types must have a state that stands in this relation to the value. */
    public record Controllable(
            @Nullable String stateName,
            @Nullable Object value,
            @Nullable String operator,
            @Nullable List<String> controllableNames) {

        /** The relation; refuses what is none. */
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

    /** Refuses what is not whole. */
    public ConditionGroup checked() {
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

    /** The group as it is kept from now on under an oid. */
    public Extra kept(String keptOid, long createdMs, long nowMs) {
        return new Extra(
                DIALECT,
                KIND,
                keptOid,
                Json.text(new ConditionGroup(label, metadata, conditions, keptOid, createdMs, nowMs)));
    }

    public static boolean is(Extra extra) {
        return extra.dialect().equals(DIALECT) && extra.kind().equals(KIND);
    }

    /** As it is kept; where that cannot be read any more, a group of that name without anything else. */
    public static ConditionGroup of(Extra extra) {
        return KeptJson.read(extra.json(), ConditionGroup.class)
                .orElseGet(() -> new ConditionGroup(null, null, null, extra.name(), null, null));
    }

    /** What an event says of the group. */
    public Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("conditionGroupOID", String.valueOf(oid));
        told.put("label", String.valueOf(label));
        if (metadata != null) {
            told.put("metadata", metadata);
        }
        told.put("conditions", conditions == null ? List.of() : conditions);
        return told;
    }
}

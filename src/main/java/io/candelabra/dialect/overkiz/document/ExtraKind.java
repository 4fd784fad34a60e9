package io.candelabra.dialect.overkiz.document;

import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Verb;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of things that this dialect alone keeps. Each thing is an {@link Extra} of the dialect {@value
 * VendorFields#DIALECT}, whose JSON is its document.
 */
public enum ExtraKind {
    /**
     * The options that a setup has subscribed to, by option id:
     * {@code {creationTime,lastUpdateTime,optionId,startDate, endDate?,parameters:[{name,value}]}} for
     * {@code /setup/options}. Options come with an imported home.
     */
    OPTION("option", "option", null, true),

    /**
     * An array of names of controllables. A device of one of them may be declared to be another, for {@code
     * …/alternativeControllables}. The arrays come with an imported home.
     */
    ALTERNATIVES("alternativeControllables", "alternative controllables", null, true),

    /**
     * An array of {@code {protocolType,provider,tag,type}}, by the name of a controllable, for {@code
     * …/manufacturerReferences}. The arrays come with an imported home.
     */
    REFERENCES("manufacturerReferences", "manufacturer references", null, true),

    /** Conditions on devices by their types, by OID, for {@code /conditionGroups}. */
    CONDITION_GROUP("conditionGroup", "condition group", Verb.CONFIGURE, true),

    /** The starts of a day, with their times, by OID, for {@code /setup/calendar/days}. */
    CALENDAR_DAY("calendarDay", "calendar day", Verb.CONFIGURE, false),

    /** On which days a calendar day holds, by OID, for {@code /setup/calendar/rules}. */
    CALENDAR_RULE("calendarRule", "calendar rule", Verb.CONFIGURE, false),

    /** Whether the calendar is at work: {@code {enabled}}, one per setup, for {@code /setup/calendar/status}. */
    CALENDAR_STATUS("calendarStatus", "calendar status", Verb.CONFIGURE, true),

    /** What clients keep for one person: {@code {userId,name,value}}, by OID, for {@code /enduser/preferences}. */
    PREFERENCE("preference", "preference", Verb.VIEW, true),

    /** Secrets with their sealed values, by OID, for {@code /setup/secrets}. */
    SECRET("secret", "secret", Verb.CONFIGURE, true),

    /** The last change of a person of the setup, by user id, so that listeners hear of it. The person itself is an account. */
    PERSON("person", "user", Verb.VIEW, true),

    /** The same for the person whom the setup belongs to. */
    MAIN_ACCOUNT("mainAccount", "main account", Verb.ADMINISTER, true);

    /** The right to change an extra, by {@code dialect/kind}. The server alone changes the kinds that are missing here. */
    public static final Map<String, Verb> RIGHTS = rights();

    private final String stored;
    private final String noun;
    private final @Nullable Verb right;
    private final boolean forEverybody;

    /**
     * @param stored the kind as the extras have it
     * @param noun what errors call such a thing
     * @param right what it takes to change one; null where only the server does
     * @param forEverybody whether a caller who sees a part of a setup sees it: it names no device then
     */
    ExtraKind(String stored, String noun, @Nullable Verb right, boolean forEverybody) {
        this.stored = stored;
        this.noun = noun;
        this.right = right;
        this.forEverybody = forEverybody;
    }

    private static Map<String, Verb> rights() {
        Map<String, Verb> rights = new HashMap<>();
        for (ExtraKind kind : values()) {
            if (kind.right != null) {
                rights.put(kind.path(), kind.right);
            }
        }
        return Map.copyOf(rights);
    }

    /** The kind of a stored extra; empty where the extra belongs to another dialect, or its kind is unknown. */
    public static Optional<ExtraKind> of(Extra extra) {
        return Arrays.stream(values())
                .filter(kind -> extra.dialect().equals(VendorFields.DIALECT)
                        && extra.kind().equals(kind.stored))
                .findFirst();
    }

    /** The dialect and the kind, as rights and the table of events name it. */
    public String path() {
        return VendorFields.DIALECT + "/" + stored;
    }

    /** The name of such a thing in errors. */
    public String noun() {
        return noun;
    }

    /** Whether the session's caller may see things of this kind. */
    public boolean isSeen(View state) {
        return forEverybody || state.everything();
    }

    /** Whether an extra is about one person, and for that person and for those who administer the setup alone. */
    public static Optional<String> person(Extra extra) {
        return of(extra)
                .filter(kind -> kind == PREFERENCE || kind == PERSON)
                .map(kind -> String.valueOf(VendorFields.object(extra.json()).getOrDefault("userId", "")));
    }

    /** All things of this kind that the caller sees, in order. */
    public List<Extra> all(View state) {
        return isSeen(state) ? state.resources(Lookup.extras(VendorFields.DIALECT, stored)) : List.of();
    }

    /** The thing of a name; empty where there is none, or where the caller does not see it. */
    public Optional<Extra> find(View state, String name) {
        return state.resource(Extra.class, Extra.id(VendorFields.DIALECT, stored, name))
                .filter(extra -> isSeen(state));
    }

    /** A thing of this kind, to be stored. */
    public Extra extra(String name, String json) {
        return new Extra(VendorFields.DIALECT, stored, name, json);
    }
}

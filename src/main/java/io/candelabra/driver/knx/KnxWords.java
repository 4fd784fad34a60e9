package io.candelabra.driver.knx;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of a group address says of it, in English, German, French and Dutch. It is a guess: a plan that names functions is not guessed at.
 */
final class KnxWords {
    private static final Pattern STATUS = words(
            "status|state|feedback|fb|r(ü|ue)ckmeldung|r(ü|ue)ckm\\.?|rm|zustand|istwert|ist|(é|e)tat|retour|terugmelding|info|actual");
    private static final Pattern SLAT =
            words("slats?|slat angle|lamellen?|lamellenstellung|tilt|angle|winkel|inclinaison|lames?");
    private static final Pattern POSITION = words(
            "position|posit\\.?|h(ö|oe)he|height|hauteur|hoogte|shutters?|blinds?|jalousien?|rolll?(a|ä|ae)den|rollo|raffstores?|markisen?|shades?|volets?|stores?|zonwering|rolluik(en)?");
    private static final Pattern LEVEL = words(
            "dim(men|mer|ming|mwert|mbar)?|brightness|helligkeit(swert)?|wert|value|level|niveau|valeur|waarde|luminosit(é|e)|helderheid|absolut|lights?|licht(er)?|lampen?|lamps?|leuchten?");
    private static final Pattern SET_POINT =
            words("set ?-?point|setpoint|set|soll(wert)?|solltemperatur|target|consigne|instelling|gewenst");
    private static final Pattern PRESENCE = words(
            "presence|pr(ä|ae)senz(melder)?|motion|bewegung(smelder)?|occupancy|pir|pm|bwm|mouvement|pr(é|e)sence|aanwezigheid|beweging");
    private static final Pattern CONTACT = words(
            "contact|kontakt|fensterkontakt|t(ü|ue)rkontakt|reed|windows?|fenster|doors?|t(ü|ue)r|fen(ê|e)tre|porte|raam|deur");
    private static final Pattern CONTACT_ALONE =
            words("contact|kontakt|fensterkontakt|t(ü|ue)rkontakt|reed|raamcontact|deurcontact");
    private static final Pattern SMOKE = words("smoke|rauch(melder)?|fire|feuer|brand|fum(é|e)e|rook");
    private static final Pattern LEAK = words("leak|water|wasser(melder)?|leck|fuite|lek(kage)?|flood");
    private static final Pattern RAIN = words("rain|regen(alarm)?|pluie");
    private static final Pattern OUTLET = words(
            "sockets?|outlets?|plugs?|steckdosen?|prises?|stopcontact(en)?|pump|pumpe|ventil|valve|fan|l(ü|ue)fter|heating|heizung|boiler|relay|relais");
    private static final Pattern STOP = words("stop|stopp|step|schritt|kurz|arr(ê|e)t");

    /** Words that tell of the part of an address, and not of its device. */
    private static final Pattern PARTS = Pattern.compile(
            STATUS.pattern()
                    + "|"
                    + words(
                                    "switch(en|ing)?|schalten|schalter|on ?/? ?off|ein ?/? ?aus|an ?/? ?aus|marche|schakelen|aan ?/? ?uit"
                                            + "|dim(men|mer|ming|mwert)?|relativ|absolut|relative|absolute|brightness|helligkeit(swert)?|wert|value|level"
                                            + "|valeur|waarde|luminosit(é|e)|up ?/? ?down|auf ?/? ?ab|op ?/? ?neer|move|fahren|langzeit|lang|kurzzeit|kurz|long|short"
                                            + "|stop|stopp|step|schritt|position|h(ö|oe)he|height|hauteur|slats?|lamellen?|tilt|angle|winkel|percent|prozent|%"
                                            + "|colou?r|rgbw?|farbe|farbtemperatur|colou?r ?temperature|cct|kelvin|set ?-?point|soll(wert)?|target|mode|modus"
                                            + "|temperature?|temperatur")
                            .pattern(),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern EDGES = Pattern.compile("^[\\s\\p{Punct}]+|[\\s\\p{Punct}&&[^)\\]]]+$");
    private static final Pattern APART = Pattern.compile("[\\s\\p{Punct}]+");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");
    private static final Pattern GAPS = Pattern.compile("[\\s]+|\\(\\s*\\)|\\[\\s*]");

    private KnxWords() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(" + alternatives + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static boolean tellsStatus(String name) {
        return STATUS.matcher(name).find();
    }

    static boolean isOutlet(String name) {
        return OUTLET.matcher(name).find();
    }

    /** The name without what tells of its part; the whole name where nothing else is left. */
    static String device(String name) {
        String rest = PARTS.matcher(name.replace('_', ' ')).replaceAll(" ");
        rest = BLANKS.matcher(GAPS.matcher(rest).replaceAll(" ")).replaceAll(" ");
        rest = EDGES.matcher(rest).replaceAll("");
        return rest.isBlank() ? name : rest;
    }

    /**
     * The role of an address.
     *
     * @return empty where it is one of several that only the others of its device decide: it is a percentage
     */
    static Optional<KnxRole> role(String name, KnxDatapoint datapoint) {
        boolean status = tellsStatus(name);
        return switch (datapoint.main()) {
            case 1 -> Optional.of(bit(name, datapoint.sub(), status));
            case 3 -> Optional.of(datapoint.sub() == 8 ? KnxRole.VALUE : KnxRole.DIM);
            case 5 -> percentage(name, datapoint.sub(), status);
            case 7 ->
                Optional.of(
                        datapoint.sub() == 600
                                ? orStatus(KnxRole.COLOR_TEMPERATURE, status)
                                : datapoint.sub() == 12 ? KnxRole.CURRENT : KnxRole.VALUE);
            case 9 -> Optional.of(shortFloat(name, datapoint.sub(), status));
            case 13 -> Optional.of(Set.of(10, 13, 16).contains(datapoint.sub()) ? KnxRole.ENERGY : KnxRole.VALUE);
            case 14 -> Optional.of(longFloat(name, datapoint.sub(), status));
            case 17, 18 -> Optional.of(KnxRole.SCENE);
            case 20 -> Optional.of(datapoint.sub() == 102 ? orStatus(KnxRole.MODE, status) : KnxRole.VALUE);
            case 232 -> Optional.of(orStatus(KnxRole.RGB, status));
            case 251 -> Optional.of(orStatus(KnxRole.RGBW, status));
            default -> Optional.of(KnxRole.VALUE);
        };
    }

    private static KnxRole orStatus(KnxRole role, boolean status) {
        return status ? role.status().orElse(role) : role;
    }

    private static KnxRole bit(String name, int sub, boolean status) {
        return switch (sub) {
            case 0, 1 -> {
                if (PRESENCE.matcher(name).find() && sub == 1) {
                    yield KnxRole.PRESENCE;
                }
                yield CONTACT_ALONE.matcher(name).find() && sub == 1
                        ? KnxRole.CONTACT
                        : orStatus(KnxRole.SWITCH, status);
            }
            case 2, 3 -> status ? KnxRole.SWITCH_STATUS : KnxRole.VALUE;
            case 5 -> alarm(name);
            case 7 -> KnxRole.STOP;
            case 8 -> status ? KnxRole.VALUE : KnxRole.UP_DOWN;
            case 9 -> CONTACT.matcher(name).find() ? KnxRole.CONTACT : KnxRole.VALUE;
            case 10, 17 -> STOP.matcher(name).find() ? KnxRole.STOP : KnxRole.VALUE;
            case 11 -> KnxRole.SWITCH_STATUS;
            case 18 -> KnxRole.PRESENCE;
            case 19 -> KnxRole.CONTACT;
            default -> KnxRole.VALUE;
        };
    }

    private static KnxRole alarm(String name) {
        if (SMOKE.matcher(name).find()) {
            return KnxRole.SMOKE;
        }
        if (LEAK.matcher(name).find()) {
            return KnxRole.WATER_LEAK;
        }
        return RAIN.matcher(name).find() ? KnxRole.RAIN : KnxRole.VALUE;
    }

    private static Optional<KnxRole> percentage(String name, int sub, boolean status) {
        if (sub > 1) {
            return Optional.of(KnxRole.VALUE);
        }
        if (SLAT.matcher(name).find()) {
            return Optional.of(orStatus(KnxRole.SLAT, status));
        }
        if (POSITION.matcher(name).find()) {
            return Optional.of(orStatus(KnxRole.POSITION, status));
        }
        return LEVEL.matcher(name).find() ? Optional.of(orStatus(KnxRole.LEVEL, status)) : Optional.empty();
    }

    private static KnxRole shortFloat(String name, int sub, boolean status) {
        return switch (sub) {
            case 1, 27 -> SET_POINT.matcher(name).find() ? orStatus(KnxRole.SET_POINT, status) : KnxRole.TEMPERATURE;
            case 4 -> KnxRole.ILLUMINANCE;
            case 5, 28 -> KnxRole.WIND;
            case 7 -> KnxRole.HUMIDITY;
            case 8 -> KnxRole.CO2;
            case 20 -> KnxRole.VOLTAGE;
            case 21 -> KnxRole.CURRENT;
            case 24 -> KnxRole.POWER;
            default -> KnxRole.VALUE;
        };
    }

    private static KnxRole longFloat(String name, int sub, boolean status) {
        return switch (sub) {
            case 68, 69 -> SET_POINT.matcher(name).find() ? orStatus(KnxRole.SET_POINT, status) : KnxRole.TEMPERATURE;
            case 56 -> KnxRole.POWER;
            case 19 -> KnxRole.CURRENT;
            case 27 -> KnxRole.VOLTAGE;
            case 31 -> KnxRole.ENERGY;
            default -> KnxRole.VALUE;
        };
    }

    /** Many plans have a range for all that is told, and one name for an address there and for the one that is written. */
    static Optional<KnxRole> ofRange(String name, String ranges, KnxDatapoint datapoint) {
        return tellsStatus(ranges) && !tellsStatus(name)
                ? role(name, datapoint).flatMap(KnxRole::status)
                : Optional.empty();
    }

    /** Whether such a range has an address of which the others of its device decide what it tells. */
    static boolean isToldByRange(String name, String ranges, KnxDatapoint datapoint) {
        return tellsStatus(ranges) && role(name, datapoint).isEmpty();
    }

    /** A key under which the names of one device are the same, whatever their letters. */
    static String key(String name) {
        return APART.matcher(device(name).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}

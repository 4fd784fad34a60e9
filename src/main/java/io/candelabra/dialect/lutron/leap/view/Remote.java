package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.model.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A remote with its buttons. The first button's number is the device's; the others follow.
 *
 * @param names what is engraved, from the first button on
 */
public record Remote(int device, int firstButton, Device of, List<String> names) {
    private static final int MOST_BUTTONS = 25;

    /** One button; {@code index} counts from 0. */
    public record Button(Remote remote, int index) {
        public int id() {
            return remote.firstButton() + index;
        }

        public String href() {
            return "/button/" + id();
        }

        /** As the device counts: from 1. */
        public int number() {
            return index + 1;
        }
    }

    public String groupHref() {
        return "/buttongroup/" + device;
    }

    public List<Button> buttons() {
        List<Button> buttons = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            buttons.add(new Button(this, i));
        }
        return buttons;
    }

    public static List<Remote> all(LeapView now) {
        return now.devicesWith(LeapView.BUTTON).stream().map(Remote::of).toList();
    }

    public static Optional<Remote> find(LeapView now, int device) {
        return now.device(LeapView.DEVICE, device)
                .filter(found -> found.ids().containsKey(LeapView.BUTTON))
                .map(Remote::of);
    }

    public static Optional<Button> button(LeapView now, int id) {
        return all(now).stream()
                .flatMap(remote -> remote.buttons().stream())
                .filter(button -> button.id() == id)
                .findFirst();
    }

    public static Remote of(Device device) {
        List<String> names = new ArrayList<>();
        Object said = LeapFields.of(device).get("buttons");
        if (said instanceof List<?> list) {
            list.stream().limit(MOST_BUTTONS).map(String::valueOf).forEach(names::add);
        } else {
            names.add("Button 1");
        }
        return new Remote(
                LeapView.number(device, LeapView.DEVICE), LeapView.number(device, LeapView.BUTTON), device, names);
    }
}

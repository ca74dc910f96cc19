package io.jenkins.plugins.ecsdeploy.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules for targets that are kept together. */
final class TargetList {
    private TargetList() {}

    /**
     * The list to keep of what was entered.
     *
     * @throws IllegalArgumentException if a name is there twice, whatever the case of its letters, or a region is missing
     */
    static <T extends Target> List<T> checked(List<? extends T> targets) {
        Set<String> names = new TreeSet<>();
        List<T> kept = new ArrayList<>();
        for (T target : targets == null ? List.<T>of() : targets) {
            target.check();
            if (!names.add(target.getName().toLowerCase(Locale.ROOT))) {
                throw TargetRules.wrong(target.getName(), Messages.TargetList_notUnique());
            }
            kept.add(target);
        }
        return kept;
    }

    /** What was read from the disk, without what cannot be a target of that kind. */
    static <T extends Target> List<T> loaded(List<?> targets, Class<T> type) {
        List<T> kept = new ArrayList<>();
        for (Object target : targets == null ? List.of() : targets) {
            if (type.isInstance(target) && type.cast(target).getName() != null) {
                kept.add(type.cast(target));
            }
        }
        return kept;
    }

    static <T extends Target> Optional<T> find(List<T> targets, String name) {
        return targets.stream()
                .filter(target -> Objects.equals(target.getName(), name))
                .findFirst();
    }
}

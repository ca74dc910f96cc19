package io.jenkins.plugins.ecsdeploy.config;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The rules for registries that are kept together. */
final class RegistryList {
    private RegistryList() {}

    /**
     * The list to keep of what was entered.
     *
     * @throws IllegalArgumentException if one of them is none, or is there twice
     */
    static List<Registry> checked(List<Registry> registries) {
        Set<String> keys = new HashSet<>();
        List<Registry> kept = new ArrayList<>(registries == null ? List.of() : registries);
        for (Registry registry : kept) {
            try {
                if (!keys.add(registry.allowed().key())) {
                    throw new IllegalArgumentException(Messages.RegistryList_twice(registry.getHost()));
                }
            } catch (EngineException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return kept;
    }

    /** What was read from the disk, without what is no registry at all. */
    static List<Registry> loaded(List<Registry> registries) {
        List<Registry> kept = new ArrayList<>(registries == null ? List.of() : registries);
        kept.removeIf(Objects::isNull);
        return kept;
    }

    /** @throws EngineException if one was written by hand that is none */
    static Registries allowed(List<Registry> registries) {
        return new Registries(registries.stream().map(Registry::allowed).toList());
    }
}

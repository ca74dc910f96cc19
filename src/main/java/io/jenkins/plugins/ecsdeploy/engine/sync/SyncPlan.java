package io.jenkins.plugins.ecsdeploy.engine.sync;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was found at AWS before anything was done, and is to be done. It stays as it is from then on, so that whoever goes on
 * after a stop of the program has what is left.
 */
public final class SyncPlan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<PlannedService> services;

    SyncPlan(List<PlannedService> services) {
        this.services = new ArrayList<>(services);
    }

    /** All services, in the order of their files. */
    public List<PlannedService> services() {
        return Collections.unmodifiableList(services);
    }

    /** Those that do not run what is wanted. */
    public List<PlannedService> toDeploy() {
        return services.stream().filter(service -> service.why().isPresent()).toList();
    }

    /** The plan for people: how many there are, and a table of those that are to be deployed. */
    public List<String> lines() {
        return PlanTable.of(this);
    }
}

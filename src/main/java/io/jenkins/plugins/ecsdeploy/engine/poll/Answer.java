package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/**
 * What ECS said to a question. Of the three, only that is there which was asked for.
 *
 * @param deployment absent, too, when ECS does not know it (any more)
 */
public record Answer(
        Question question,
        Optional<ServiceDeployment> deployment,
        Optional<Service> service,
        List<ServiceDeploymentBrief> listed) {}

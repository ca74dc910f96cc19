// The demo's jobs, for Job DSL: each is a Jenkinsfile in this folder.
def folder = System.getenv('DEMO_DIR')

[
    'deploy-web': 'Renders taskdef.json with a new image and deploys it.',
    'deploy-broken': 'Deploys an image that crashes: ECS rolls it back, and the build fails and says why.',
    'deploy-three': 'Deploys three services in parallel.',
    'sync-beta': 'Brings the services that a tree of files names to the images in it.',
    'deploy-checkout': 'Deploys a service with CodeDeploy: new tasks beside the old ones, then the traffic.',
    'deploy-checkout-broken': 'The same with an image that crashes: CodeDeploy goes back, and the build fails.',
    'deploy-orders': 'Waits at a gate of ECS, and asks on its page whether production traffic moves.',
    'migrate-api': 'Runs a migration as a task of its own, shows its log, and deploys what it ran with.',
    'deploy-software': 'Moves the tag dev to a version in the registry, deploys that, and goes back if asked to.',
    'service1-build': 'First of a chain: stands for a build that makes an image, and exports its tag.',
    'deploy-test': 'Second of the chain: offers the builds of service1-build and deploys one to beta.',
    'deploy-live': 'Third of the chain: asks which build of deploy-test goes live, and deploys that.',
].each { jobName, words ->
    pipelineJob(jobName) {
        description(words)
        if (jobName == 'deploy-test') {
            properties {
                parameters {
                    parameterDefinitions {
                        upstreamBuild {
                            name('SERVICE1')
                            job('service1-build')
                            description('The build that is deployed to beta.')
                        }
                    }
                }
            }
        }
        if (jobName == 'deploy-software') {
            parameters {
                choiceParam('VERSION', ['0.0.3', '0.0.4', '0.0.2'], 'The version that dev gets.')
                booleanParam('BACK', false, 'Put the tag back afterwards, and deploy what it was.')
            }
        }
        definition {
            cps {
                script(new File(folder, "${jobName}.Jenkinsfile").text)
                sandbox()
            }
        }
    }
}

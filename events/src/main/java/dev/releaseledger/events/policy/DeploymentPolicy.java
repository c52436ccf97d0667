package dev.releaseledger.events.policy;

/**
 * The steps of deployments, by the strategies that have some.
 *
 * @param canary how traffic goes up
 * @param rolling how instances are replaced
 * @param blueGreen how colours change
 */
public record DeploymentPolicy(
        @LeftOut("{}") CanaryPolicy canary,
        @LeftOut("{}") RollingPolicy rolling,
        @LeftOut("{}") BlueGreenPolicy blueGreen) {}

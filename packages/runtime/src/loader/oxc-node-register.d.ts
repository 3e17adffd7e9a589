/** Ships without types: importing it registers the hooks. */
declare module '@oxc-node/core/register'

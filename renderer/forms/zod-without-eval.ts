import { z } from 'zod'

// Import this before any schema: zod would compile them with `new Function`, which the content security policy refuses.
z.config({ jitless: true })

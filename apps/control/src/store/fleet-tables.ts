/** Customers and what they are sold by, their deployments and subscriptions, and what the sweep has seen. */
export interface FleetTables {
  customer: CustomerTable
  product: ProductTable
  policy: PolicyTable
  deployment: DeploymentTable
  subscription: SubscriptionTable
  subscription_license: SubscriptionLicenseTable
  sweep: SweepTable
  swept_state: SweptStateTable
  transition: TransitionTable
}

export interface CustomerTable {
  id: string
  name: string
  /** `name` in lower case: what is searched. */
  search_name: string
  reference: string | null
  email: string | null
  note: string
  created_at: number
}

export interface ProductTable {
  code: string
  name: string
  description: string
  /** JSON array of `{name, description}`. */
  features: string
  archived: number
  created_at: number
}

export interface PolicyTable {
  id: string
  name: string
  description: string
  /** JSON of the `policy` claim. */
  rules: string
  based_on: string | null
  created_at: number
  created_by: string
}

export interface DeploymentTable {
  id: string
  name: string
  /** `name` in lower case: what is searched. */
  search_name: string
  customer_id: string
  license_id: string | null
  created_at: number
}

export interface SubscriptionTable {
  id: string
  customer_id: string
  reference: string | null
  status: string
  created_at: number
  changed_at: number
}

export interface SubscriptionLicenseTable {
  subscription_id: string
  license_id: string
}

/** One run of the sweep; it goes on where `position` stands until `finished_at` is set. */
export interface SweepTable {
  id: string
  started_at: number
  actor_name: string
  /** `license` or `deployment`, and the last id that was looked at; empty at the start. */
  phase: string
  position: string
  scanned: number
  applied: number
  finished_at: number | null
}

/** The state in which the last sweep found something. */
export interface SweptStateTable {
  kind: string
  id: string
  state: string
  /** When that state was found first. */
  since: number
}

/** One change of state that a sweep found. */
export interface TransitionTable {
  sweep_id: string
  kind: string
  id: string
  from_state: string | null
  to_state: string
  at: number
}
